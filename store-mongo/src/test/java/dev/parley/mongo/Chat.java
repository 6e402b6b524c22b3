package dev.parley.mongo;

import dev.parley.chat.Conversation;
import dev.parley.chat.Draft;
import dev.parley.chat.Entry;
import dev.parley.chat.EntryLog;
import dev.parley.chat.EntryLog.Appended;
import dev.parley.chat.EntryLog.Replaced;
import dev.parley.chat.EntryLog.Scope;
import dev.parley.chat.Ids;
import dev.parley.chat.Member;
import dev.parley.chat.MemberRole;
import dev.parley.chat.Message;
import dev.parley.chat.Notice;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;

/// What tests of the store itself write with it.
final class Chat {
  static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  static final InstantSource CLOCK = InstantSource.fixed(NOW);
  static final String ADA = Ids.at(NOW);
  static final String BOB = Ids.at(NOW);

  private Chat() {}

  /// For as long as a machine may take that is busy with other things, or stands still for seconds.
  static ConditionFactory await() {
    return Awaitility.await().atMost(Duration.ofSeconds(60));
  }

  static String group(MongoStore store, String... users) {
    var id = Ids.at(NOW);
    var members = Stream.of(users).map(user -> new Member(user, MemberRole.MEMBER, 0)).toList();
    store
        .conversations()
        .create(
            new Conversation(id, Conversation.Type.GROUP, "Group", null, users[0], NOW), members);
    return id;
  }

  static Draft draft(MongoStore store, String conversation, String sender, Entry.Body body) {
    var memberRev = store.conversations().roster(conversation).memberRev();
    return new Draft(conversation, sender, body, Ids.at(NOW), memberRev);
  }

  static Message message(String text) {
    return new Message(text, null, null, null, List.of());
  }

  static Entry send(MongoStore store, String conversation, String sender, String text) {
    return stored(store.entryLog().append(draft(store, conversation, sender, message(text))));
  }

  static Entry notice(
      MongoStore store, String conversation, Notice.Type type, String detail, String... users) {
    var notice = new Notice(type, List.of(users), detail);
    return stored(store.entryLog().append(draft(store, conversation, ADA, notice)));
  }

  static Entry stored(Appended appended) {
    return ((Appended.Stored) appended).entry();
  }

  /// An entry with another text, as a use case hands it to the log.
  static Entry edited(Entry entry, String text) {
    return new Entry(
        entry.id(),
        entry.conversationId(),
        entry.position(),
        entry.senderId(),
        message(text),
        entry.clientMessageId(),
        entry.createdAt(),
        NOW,
        NOW,
        null);
  }

  /// Null on a miss.
  static @Nullable Entry change(MongoStore store, Entry seen, Entry changed) {
    return store.entryLog().replace(seen.rev(), changed, EntryLog.ANY_ROSTER)
            instanceof Replaced.Stored(var entry)
        ? entry
        : null;
  }

  static List<Entry> all(MongoStore store, String conversation) {
    return store.entryLog().newer(conversation, 0, Integer.MAX_VALUE, Scope.ALL);
  }
}
