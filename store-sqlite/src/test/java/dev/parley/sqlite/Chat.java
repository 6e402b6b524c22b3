package dev.parley.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.Conversation;
import dev.parley.chat.Draft;
import dev.parley.chat.Entry;
import dev.parley.chat.EntryLog;
import dev.parley.chat.Ids;
import dev.parley.chat.Member;
import dev.parley.chat.MemberRole;
import dev.parley.chat.Message;
import dev.parley.chat.User;
import dev.parley.chat.UserRole;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/// Short ways to what a test needs in a store.
final class Chat {
  static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  private Chat() {}

  /// For as long as a machine may take that is busy with other things, or stands still for seconds.
  static ConditionFactory await() {
    return Awaitility.await().atMost(Duration.ofSeconds(60));
  }

  /// A group of one; its id is that of its owner too, so that one is enough to know.
  static String group(SqliteStore store) {
    var id = Ids.at(NOW);
    createGroup(store, id);
    return id;
  }

  static boolean createGroup(SqliteStore store, String id) {
    return store
        .conversations()
        .create(
            new Conversation(id, Conversation.Type.GROUP, "Group", null, id, NOW),
            List.of(new Member(id, MemberRole.OWNER, 0)));
  }

  static EntryLog.Appended append(SqliteStore store, String group, String clientMessageId) {
    var message = new Message("Hello from " + clientMessageId, null, null, null, List.of());
    return store.entryLog().append(new Draft(group, group, message, clientMessageId, 0));
  }

  static Entry send(SqliteStore store, String group, String clientMessageId) {
    var appended = append(store, group, clientMessageId);
    assertThat(appended).isInstanceOf(EntryLog.Appended.Stored.class);
    return ((EntryLog.Appended.Stored) appended).entry();
  }

  static List<Entry> all(SqliteStore store, String group) {
    return store.entryLog().newer(group, 0, Integer.MAX_VALUE, EntryLog.Scope.ALL);
  }

  static User user(String name) {
    return new User(Ids.at(NOW), name, name + "@example.org", null, UserRole.USER, NOW);
  }
}
