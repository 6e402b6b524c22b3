package dev.parley.mongo;

import dev.parley.chat.Events;
import dev.parley.store.AuditStoreContract;
import dev.parley.store.PeoplePorts;
import dev.parley.store.ReportStoreContract;
import dev.parley.store.UseCases;
import java.time.InstantSource;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ConcernsAsserted.class)
class MongoPeopleTest {

  private PeoplePorts ports(Events events, InstantSource clock) {
    var store = StandIn.open(events, clock);
    var chat =
        new UseCases.Ports(
            store.users(),
            store.sessions(),
            store.conversations(),
            store.entryLog(),
            store.relations(),
            store.strangers(),
            store.retention(),
            store.groupInvitations(),
            store);
    return new PeoplePorts(chat, store.audit(), store.reports());
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
}
