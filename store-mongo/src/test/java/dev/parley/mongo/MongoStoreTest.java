package dev.parley.mongo;

import dev.parley.chat.Events;
import dev.parley.chat.LastSeenStore;
import dev.parley.chat.ReceiptStore;
import dev.parley.store.ConversationStoreContract;
import dev.parley.store.EntryLogContract;
import dev.parley.store.MessageChangesContract;
import dev.parley.store.ParticipantRacesContract;
import dev.parley.store.RacesContract;
import dev.parley.store.ReceiptStoreContract;
import dev.parley.store.RelationStoreContract;
import dev.parley.store.SessionStoreContract;
import dev.parley.store.UnreadContract;
import dev.parley.store.UseCases;
import dev.parley.store.UserStoreContract;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;

/// The ports' contracts on a MongoDB.
@ExtendWith(ConcernsAsserted.class)
class MongoStoreTest {
  private @Nullable MongoStore opened;

  private UseCases.Ports ports(Events events, InstantSource clock) {
    var store = StandIn.open(events, clock);
    opened = store;
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

  @Nested
  class EntryLogTest extends EntryLogContract {
    @Override
    protected UseCases.Ports open(Events events, InstantSource clock) {
      return ports(events, clock);
    }
  }

  @Nested
  class MessageChangesTest extends MessageChangesContract {
    @Override
    protected UseCases.Ports open(Events events, InstantSource clock) {
      return ports(events, clock);
    }
  }

  @Nested
  class ReceiptStoreTest extends ReceiptStoreContract {
    @Override
    protected UseCases.Ports open(Events events, InstantSource clock) {
      return ports(events, clock);
    }

    @Override
    protected ReceiptStore receipts() {
      return Objects.requireNonNull(opened).receipts();
    }

    @Override
    protected LastSeenStore lastSeen() {
      return Objects.requireNonNull(opened).lastSeen();
    }
  }

  @Nested
  @ExtendWith(LongOnesOnRealServers.class)
  class RacesTest extends RacesContract {
    @Override
    protected UseCases.Ports open(Events events, InstantSource clock) {
      return ports(events, clock);
    }
  }

  @Nested
  class ParticipantRacesTest extends ParticipantRacesContract {
    @Override
    protected UseCases.Ports open(Events events, InstantSource clock) {
      return ports(events, clock);
    }
  }

  @Nested
  class ConversationStoreTest extends ConversationStoreContract {
    @Override
    protected UseCases.Ports open(Events events, InstantSource clock) {
      return ports(events, clock);
    }
  }

  @Nested
  @ExtendWith(LongOnesOnRealServers.class)
  class UnreadTest extends UnreadContract {
    @Override
    protected UseCases.Ports open(Events events, InstantSource clock) {
      return ports(events, clock);
    }
  }

  @Nested
  class UserStoreTest extends UserStoreContract {
    @Override
    protected UseCases.Ports open(Events events, InstantSource clock) {
      return ports(events, clock);
    }
  }

  @Nested
  class SessionStoreTest extends SessionStoreContract {
    @Override
    protected UseCases.Ports open(Events events, InstantSource clock) {
      return ports(events, clock);
    }
  }

  @Nested
  class RelationStoreTest extends RelationStoreContract {
    @Override
    protected UseCases.Ports open(Events events, InstantSource clock) {
      return ports(events, clock);
    }
  }
}
