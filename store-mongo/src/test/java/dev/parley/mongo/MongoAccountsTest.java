package dev.parley.mongo;

import dev.parley.chat.Events;
import dev.parley.store.AccountPorts;
import dev.parley.store.AccountStoreContract;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ConcernsAsserted.class)
class MongoAccountsTest extends AccountStoreContract {

  @Override
  protected AccountPorts open() {
    Events nobody = event -> {};
    var store = StandIn.open(nobody, InstantSource.fixed(Instant.parse("2026-11-22T10:00:00Z")));
    return new AccountPorts(
        store.users(),
        store.invitations(),
        store.oneTimeTokens(),
        store.outsideAccounts(),
        store.departures(),
        store);
  }
}
