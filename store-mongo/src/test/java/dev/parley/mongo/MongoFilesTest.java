package dev.parley.mongo;

import dev.parley.chat.Events;
import dev.parley.store.FilesPorts;
import dev.parley.store.UploadStoreContract;
import java.time.InstantSource;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ConcernsAsserted.class)
class MongoFilesTest {

  private FilesPorts ports(Events events, InstantSource clock) {
    var store = StandIn.open(events, clock);
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
