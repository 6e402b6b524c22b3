package dev.parley.mongo;

import static dev.parley.mongo.Chat.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A hot conversation does not pay a command for each message: what comes while an insert is under
/// way goes in the next one, together.
@ExtendWith(ConcernsAsserted.class)
final class BatchesTest {
  private static final int SENDERS = 64;

  /// How many entries each insert had; the first one waits for the latch.
  private final List<Integer> inserts = new CopyOnWriteArrayList<>();

  private final CountDownLatch go = new CountDownLatch(1);
  private final CommandListener watching =
      new CommandListener() {
        @Override
        public void commandStarted(CommandStartedEvent event) {
          var command = event.getCommand();
          if (event.getCommandName().equals("insert")
              && command.getString("insert").getValue().equals(Schema.MESSAGES)) {
            inserts.add(command.getArray("documents").size());
            awaitGo();
          }
        }
      };
  private final MongoStore store =
      MongoStore.opened(
          StandIn.freshUri(),
          StandIn.PATIENCE,
          event -> {},
          Chat.CLOCK,
          settings -> settings.addCommandListener(watching).addCommandListener(new Concerns()));

  private void awaitGo() {
    try {
      go.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void whatComesDuringAnInsertGoesInTheNextOne() throws InterruptedException {
    var group = Chat.group(store, Chat.ADA, Chat.BOB);
    var drafts =
        IntStream.range(0, SENDERS)
            .mapToObj(i -> Chat.draft(store, group, Chat.ADA, Chat.message("m" + i)))
            .toList();

    var senders =
        drafts.stream()
            .map(draft -> Thread.startVirtualThread(() -> store.entryLog().append(draft)))
            .toList();
    await()
        .until(() ->
            !inserts.isEmpty()
                && senders.stream().allMatch(each -> each.getState() == Thread.State.WAITING));
    go.countDown();
    for (var sender : senders) {
      sender.join();
    }

    assertThat(store.entryLog().head(group).seq()).isEqualTo(SENDERS);
    assertThat(inserts.stream().mapToInt(Integer::intValue).sum()).isEqualTo(SENDERS);
    assertThat(inserts).hasSizeLessThanOrEqualTo(2);
  }
}
