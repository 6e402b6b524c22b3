package dev.parley.mongo;

import dev.parley.chat.Events;
import dev.parley.chat.Store;
import dev.parley.store.AuditStoreContract;
import dev.parley.store.PeoplePorts;
import dev.parley.store.PushPorts;
import dev.parley.store.PushStoreContract;
import dev.parley.store.ReportStoreContract;
import dev.parley.store.UseCases;
import java.time.InstantSource;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ConcernsAsserted.class)
class MongoPeopleTest {

  private static Store store(Events events, InstantSource clock) {
    return StandIn.open(events, clock);
  }

  private static UseCases.Ports chat(Store store) {
    return new UseCases.Ports(
        store.users(),
        store.sessions(),
        store.conversations(),
        store.entryLog(),
        store.relations(),
        store.strangers(),
        store.retention(),
        store.groupInvitations(),
        store);
  }

  private PeoplePorts ports(Events events, InstantSource clock) {
    var store = store(events, clock);
    return new PeoplePorts(chat(store), store.audit(), store.reports());
  }

  @Nested
  class AuditStoreTest extends AuditStoreContract {
    @Override
    protected PeoplePorts open(Events events, InstantSource clock) {
      return ports(events, clock);
    }
  }

  @Nested
  class ReportStoreTest extends ReportStoreContract {
    @Override
    protected PeoplePorts open(Events events, InstantSource clock) {
      return ports(events, clock);
    }
  }

  @Nested
  class PushStoreTest extends PushStoreContract {
    @Override
    protected PushPorts openPushes(Events events, InstantSource clock) {
      var store = store(events, clock);
      return new PushPorts(chat(store), store.pushes());
    }
  }
}
