package dev.parley.sqlite;

import dev.parley.chat.Events;
import dev.parley.store.AccountPorts;
import dev.parley.store.AccountStoreContract;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.io.TempDir;

class SqliteAccountsTest extends AccountStoreContract {
  @TempDir Path folder;

  @Override
  protected AccountPorts open() {
    Events nobody = event -> {};
    var store = SqliteStore.open(folder, nobody, InstantSource.fixed(Chat.NOW));
    return new AccountPorts(
        store.users(),
        store.invitations(),
        store.oneTimeTokens(),
        store.outsideAccounts(),
        store.departures(),
        store);
  }
}
