package dev.parley.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.model.Updates;
import dev.parley.chat.ChatEvent.EntryCommitted;
import dev.parley.chat.Entry;
import dev.parley.chat.EntryLog.Appended;
import dev.parley.chat.Notice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Two nodes on one database, and what a node leaves behind that ends in the midst of something.
@ExtendWith(ConcernsAsserted.class)
final class NodesTest {
  private final String uri = StandIn.freshUri();
  private final List<Entry> told = Collections.synchronizedList(new ArrayList<>());
  private final MongoStore one =
      StandIn.open(
          uri,
          event -> {
            if (event instanceof EntryCommitted committed) {
              told.add(committed.entry());
            }
          },
          Chat.CLOCK);
  private final MongoStore other = StandIn.open(uri, event -> {}, Chat.CLOCK);
  private final String group = Chat.group(one, Chat.ADA, Chat.BOB);

  @AfterEach
  void close() {
    one.close();
    other.close();
  }

  @Test
  void bothWriteAndTheLogHasNoGap() throws Exception {
    bothWrite(20);
  }

  @Tag("long")
  @RepeatedTest(50)
  void bothWriteAndTheLogNeverHasAGap() throws Exception {
    bothWrite(40);
  }

  private void bothWrite(int each) throws Exception {
    var acknowledged = new ArrayList<Entry>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var sent = new ArrayList<Future<Entry>>();
      for (var i = 0; i < each; i++) {
        var text = "m" + i;
        sent.add(threads.submit(() -> Chat.send(one, group, Chat.ADA, text)));
        sent.add(threads.submit(() -> Chat.send(other, group, Chat.BOB, text)));
      }
      for (var entry : sent) {
        acknowledged.add(entry.get());
      }
    }
    var all = Chat.all(other, group);
    assertThat(all).hasSize(2 * each).containsExactlyInAnyOrderElementsOf(acknowledged);
    for (var i = 0; i < all.size(); i++) {
      assertThat(all.get(i).seq()).isEqualTo(i + 1);
      assertThat(all.get(i).rev()).isEqualTo(i + 1);
      assertThat(all.get(i).position().number()).isEqualTo(i + 1);
    }
    assertThat(all).extracting(Entry::id).isSorted();
    assertThat(told).isSortedAccordingTo((a, b) -> Long.compare(a.rev(), b.rev()));
    assertThat(told).hasSize(each);
    assertThat(one.conversations().mark(Chat.BOB, group)).isNotNull();
    assertThat(Objects.requireNonNull(one.conversations().mark(Chat.BOB, group)).unread())
        .isEqualTo(each);
  }

  @Test
  void aRepeatOnAnotherNodeAnswersTheFirst() {
    var draft = Chat.draft(one, group, Chat.ADA, Chat.message("once"));
    var first = Chat.stored(one.entryLog().append(draft));

    assertThat(other.entryLog().append(draft)).isEqualTo(new Appended.Repeated(first));
  }

  /// The first node knows the log's end as it was; meanwhile the other changes a message twice.
  @Test
  void noRevIsTakenThatSomebodyMayHaveSyncedBeyond() {
    var first = Chat.send(one, group, Chat.ADA, "first");
    var second = Objects.requireNonNull(Chat.change(other, first, Chat.edited(first, "2")));
    var third = Objects.requireNonNull(Chat.change(other, second, Chat.edited(first, "3")));

    var next = Chat.send(one, group, Chat.ADA, "next");

    assertThat(third.rev()).isEqualTo(3);
    assertThat(next.rev()).isEqualTo(4);
    assertThat(next.seq()).isEqualTo(2);
  }

  @Test
  void whoWasRemovedOnOneNodeWritesNothingOnTheOther() {
    Chat.send(other, group, Chat.BOB, "hello");
    var late = Chat.draft(other, group, Chat.BOB, Chat.message("still here?"));
    var removed = Chat.notice(one, group, Notice.Type.MEMBER_REMOVED, "", Chat.BOB);

    assertThat(other.entryLog().append(late)).isEqualTo(new Appended.RosterChanged(removed.rev()));
    assertThat(other.conversations().roster(group).userIds()).containsExactly(Chat.ADA);
    assertThat(other.conversations().listing(Chat.BOB, group)).isNull();
  }

  @Test
  void noticesThatWereNotProjectedAreMadeUpForByWhoReadsNext() {
    Chat.send(one, group, Chat.ADA, "hello");
    Document before;
    try (var database = StandIn.database(uri)) {
      var conversations = database.table(Schema.CONVERSATIONS);
      before = Objects.requireNonNull(conversations.first(Table.id(group)));
      Chat.notice(one, group, Notice.Type.RENAMED, "Renamed");
      Chat.notice(one, group, Notice.Type.MEMBER_REMOVED, "", Chat.BOB);
      Chat.send(one, group, Chat.ADA, "between");
      var back = Chat.notice(one, group, Notice.Type.MEMBER_ADDED, "", Chat.BOB);
      // As if the node had ended behind each of the inserts.
      conversations.put(Table.id(group), before);
      database
          .table(Schema.PARTICIPANTS)
          .update(
              Table.id(Participants.id(group, Chat.BOB)),
              Updates.combine(Updates.set("joinedSeq", 0L), Updates.set("readSeq", 0L)));

      var listing = Objects.requireNonNull(other.conversations().conversation(group));

      assertThat(listing.name()).isEqualTo("Renamed");
      assertThat(other.conversations().roster(group).memberRev()).isEqualTo(back.rev());
      assertThat(Objects.requireNonNull(other.conversations().mark(Chat.BOB, group)).seq())
          .isEqualTo(back.seq());
      assertThat(other.conversations().list(Chat.BOB, null, 10)).hasSize(1);
    }
  }

  @Test
  void participantsWithoutTheirConversationMeanNothing() {
    try (var database = StandIn.database(uri)) {
      database.table(Schema.CONVERSATIONS).delete(Table.id(group));
    }

    assertThat(other.conversations().list(Chat.ADA, null, 10)).isEmpty();
    assertThat(other.conversations().listing(Chat.ADA, group)).isNull();
    assertThat(other.conversations().mark(Chat.ADA, group)).isNull();
  }

  @Test
  void aDatabaseOfANewerVersionOrOfSomebodyElseIsRefused() {
    try (var database = StandIn.database(uri)) {
      database.table("schema").update(Table.id("parley"), Updates.set("version", 99));
    }
    assertThatThrownBy(() -> StandIn.open(uri, event -> {}, Chat.CLOCK))
        .isInstanceOf(UnusableDatabase.class)
        .hasMessageContaining("newer");

    var elsewhere = StandIn.freshUri();
    try (var database = StandIn.database(elsewhere)) {
      database.table(Schema.USERS).insert(new Document("_id", "x"));
    }
    assertThatThrownBy(() -> StandIn.open(elsewhere, event -> {}, Chat.CLOCK))
        .isInstanceOf(UnusableDatabase.class)
        .hasMessageContaining("not Parley's");
  }

  @Test
  void aMigrationThatWasCutShortIsDoneAgain() {
    try (var database = StandIn.database(uri)) {
      database.table("schema").update(Table.id("parley"), Updates.set("version", 0));
    }

    try (var third = StandIn.open(uri, event -> {}, Chat.CLOCK);
        var database = StandIn.database(uri)) {
      assertThat(Chat.send(third, group, Chat.ADA, "hello").seq()).isEqualTo(1);
      var schema = Objects.requireNonNull(database.table("schema").first(Table.id("parley")));
      assertThat(Fields.number(schema, "version")).isEqualTo(Migrations.newest());
    }
  }

  @Test
  void whereNobodyAnswersItIsSaidInOneLineWithoutTheAddress() {
    assertThatThrownBy(() ->
            MongoStore.open(
                "mongodb://ada:secret@127.0.0.1:1/x",
                Duration.ofMillis(300),
                event -> {},
                Chat.CLOCK))
        .isInstanceOf(UnusableDatabase.class)
        .hasMessageNotContaining("secret");
  }
}
