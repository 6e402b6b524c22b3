package dev.parley.mongo;

import dev.parley.chat.Events;
import dev.parley.store.FriendsContract;
import dev.parley.store.GroupsContract;
import dev.parley.store.MessagesContract;
import dev.parley.store.ReactionsContract;
import dev.parley.store.RetentionContract;
import dev.parley.store.SessionsContract;
import dev.parley.store.StrangersContract;
import dev.parley.store.SyncContract;
import dev.parley.store.UseCases;
import java.time.InstantSource;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ConcernsAsserted.class)
class MongoUseCasesTest {

  private UseCases.Ports ports(Events events, InstantSource clock) {
    var store = StandIn.open(events, clock);
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
  class MessagesTest extends MessagesContract {
    @Override
    protected UseCases.Ports open(Events events, InstantSource clock) {
      return ports(events, clock);
    }
  }

  @Nested
  class ReactionsTest extends ReactionsContract {
    @Override
    protected UseCases.Ports open(Events events, InstantSource clock) {
      return ports(events, clock);
    }
  }

  @Nested
  class GroupsTest extends GroupsContract {
    @Override
    protected UseCases.Ports open(Events events, InstantSource clock) {
      return ports(events, clock);
    }
  }

  @Nested
  class SyncTest extends SyncContract {
    @Override
    protected UseCases.Ports open(Events events, InstantSource clock) {
      return ports(events, clock);
    }
  }

  @Nested
  class SessionsTest extends SessionsContract {
    @Override
    protected UseCases.Ports open(Events events, InstantSource clock) {
      return ports(events, clock);
    }
  }

  @Nested
  class FriendsTest extends FriendsContract {
    @Override
    protected UseCases.Ports open(Events events, InstantSource clock) {
      return ports(events, clock);
    }
  }

  @Nested
  class StrangersTest extends StrangersContract {
    @Override
    protected UseCases.Ports open(Events events, InstantSource clock) {
      return ports(events, clock);
    }
  }

  @Nested
  class RetentionTest extends RetentionContract {
    @Override
    protected UseCases.Ports open(Events events, InstantSource clock) {
      return ports(events, clock);
    }
  }
}
