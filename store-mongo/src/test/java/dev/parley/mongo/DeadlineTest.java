package dev.parley.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import dev.parley.chat.ChatEvent.EntryCommitted;
import dev.parley.chat.Entry;
import dev.parley.chat.EntryLog.Appended;
import dev.parley.chat.Refused;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Whoever writes waits for one time-out and no more, whatever stands before them in the
/// conversation's line.
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class DeadlineTest {
  private final String uri = StandIn.freshUri();
  private final MongoStore store = StandIn.open(uri, event -> {}, Chat.CLOCK);
  private final String group = Chat.group(store, Chat.ADA, Chat.BOB);

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void nobodyWaitsLongerBecauseOthersWaitBeforeThem() throws Exception {
    var told = Collections.synchronizedList(new ArrayList<Entry>());
    var answers = new CountDownLatch(1);
    try (var database = StandIn.database(uri);
        var logs = logs(database, Duration.ofMillis(200), answers, told)) {
      var stuck = Chat.draft(store, group, Chat.ADA, Chat.message("stuck"));
      var behind = Chat.draft(store, group, Chat.BOB, Chat.message("behind"));

      assertThatThrownBy(() -> logs.append(stuck)).isInstanceOf(Refused.class);
      assertThatThrownBy(() -> logs.append(behind)).isInstanceOf(Refused.class);

      answers.countDown();
      var last = Chat.stored(append(logs, "the last one"));
      assertThat(Chat.all(store, group)).last().isEqualTo(last);
      assertThat(told).isEqualTo(Chat.all(store, group));
    }
  }

  @Test
  void whoseWaitIsOverBeforeItWasTheirTurnIsNotBegun() {
    var replicas = new ReplicaSet(group, new Random());
    replicas.calmDown();
    var commits = new Commits((entry, created, last) -> {}, (conversation, known) -> {});
    var appends = new Appends(replicas.client(), Chat.CLOCK, commits);
    var late = pending("late", Duration.ZERO);
    var early = pending("early", Duration.ofDays(1));

    appends.append(group, new Known(), List.of(late, early));

    assertThat(late.answer()).isCompletedExceptionally();
    assertThat(replicas.log()).containsExactly(Chat.stored(early.answer().join()));
  }

  private Appends.Pending pending(String text, Duration rest) {
    return new Appends.Pending(
        Chat.draft(store, group, Chat.ADA, Chat.message(text)), new Rest(rest));
  }

  /// Again, should this machine be slower than the patience of the store.
  private Appended append(Logs logs, String text) {
    var draft = Chat.draft(store, group, Chat.ADA, Chat.message(text));
    while (true) {
      try {
        return logs.append(draft);
      } catch (Refused e) {
        assertThat(e).hasMessageContaining("just now");
      }
    }
  }

  /// As a store has them, but for inserts, which wait.
  private static Logs logs(
      Database database, Duration patience, CountDownLatch answers, List<Entry> told) {
    var messages = database.table(Schema.MESSAGES);
    var conversations = database.table(Schema.CONVERSATIONS);
    var participants = database.table(Schema.PARTICIPANTS);
    var documents = new MongoDocuments(messages, conversations);
    return new Logs(
        new Waiting(documents, answers),
        new Projection(conversations, participants, messages, documents),
        event -> {
          if (event instanceof EntryCommitted committed) {
            told.add(committed.entry());
          }
        },
        Chat.CLOCK,
        Patience.of(patience));
  }

  private record Waiting(Documents documents, CountDownLatch answers) implements Documents {
    @Override
    public Documents within(Patience.Left left) {
      return this;
    }

    @Override
    public Outcome insert(List<Logged> entries) {
      try {
        answers.await();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      return documents.insert(entries);
    }

    @Override
    public Outcome replace(long seenRev, Logged next) {
      return documents.replace(seenRev, next);
    }

    @Override
    public @Nullable Head head(String conversationId) {
      return documents.head(conversationId);
    }

    @Override
    public @Nullable Logged byClientMessageId(
        String conversationId, String senderId, String clientMessageId) {
      return documents.byClientMessageId(conversationId, senderId, clientMessageId);
    }

    @Override
    public @Nullable Logged byId(String id) {
      return documents.byId(id);
    }

    @Override
    public List<Entry> changed(String conversationId, long sinceRev, int limit) {
      return documents.changed(conversationId, sinceRev, limit);
    }

    @Override
    public long pinned(String conversationId) {
      return documents.pinned(conversationId);
    }

    @Override
    public long sentUpTo(String conversationId, String userId, long seq) {
      return documents.sentUpTo(conversationId, userId, seq);
    }
  }

  @Test
  void eachCommandGetsWhatIsLeft() {
    var limits = new ConcurrentLinkedQueue<Long>();
    var listener =
        new CommandListener() {
          @Override
          public void commandStarted(CommandStartedEvent event) {
            if (event.getCommand().containsKey("maxTimeMS")) {
              limits.add(event.getCommand().getNumber("maxTimeMS").longValue());
            }
          }
        };
    try (var database =
        Database.open(uri, StandIn.PATIENCE, settings -> settings.addCommandListener(listener))) {
      var documents =
          new MongoDocuments(database.table(Schema.MESSAGES), database.table(Schema.CONVERSATIONS));

      documents.within(new Rest(Duration.ofSeconds(9))).head(group);
      documents.within(new Rest(Duration.ofSeconds(7))).byId(group);
    }
    assertThat(limits).hasSize(3);
    assertThat(List.copyOf(limits).subList(0, 2)).allMatch(each -> each <= 9_000 && each > 7_000);
    assertThat(List.copyOf(limits).getLast()).isLessThanOrEqualTo(7_000);
  }

  private record Rest(Duration rest) implements Patience.Left {
    @Override
    public boolean pause() {
      return false;
    }
  }
}
