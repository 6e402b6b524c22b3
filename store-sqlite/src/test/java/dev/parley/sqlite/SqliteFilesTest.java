package dev.parley.sqlite;

import dev.parley.chat.Events;
import dev.parley.store.FilesPorts;
import dev.parley.store.UploadStoreContract;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

class SqliteFilesTest {
  @TempDir Path folder;

  private FilesPorts ports(Events events, InstantSource clock) {
    var store = SqliteStore.open(folder, events, clock);
    return new FilesPorts(
        store.users(), store.conversations(), store.entryLog(), store.uploads(), store);
  }

  @Nested
  class UploadStoreTest extends UploadStoreContract {
    @Override
    protected FilesPorts open(Events events, InstantSource clock) {
      return ports(events, clock);
    }
  }
}
