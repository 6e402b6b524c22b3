package dev.parley.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.ChatEvent;
import dev.parley.chat.Conversation;
import dev.parley.chat.ConversationStore;
import dev.parley.chat.Draft;
import dev.parley.chat.Entry;
import dev.parley.chat.EntryLog;
import dev.parley.chat.EntryLog.Appended;
import dev.parley.chat.EntryLog.Replaced;
import dev.parley.chat.Events;
import dev.parley.chat.Ids;
import dev.parley.chat.Listing;
import dev.parley.chat.Member;
import dev.parley.chat.MemberRole;
import dev.parley.chat.Message;
import dev.parley.chat.Notice;
import dev.parley.chat.ReadMark;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// A store under test with nothing of the chat above it: what its ports promise, an adapter shows
/// by extending the contracts beside this one.
public abstract class StoreContract {
  private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

  private final List<ChatEvent> told = new ArrayList<>();
  private volatile Instant now = START;
  private UseCases.@Nullable Ports opened;

  /// A fresh, empty store.
  protected abstract UseCases.Ports open(Events events, InstantSource clock);

  @BeforeEach
  void openStore() {
    opened = open(this::tell, () -> now);
  }

  @AfterEach
  void closeStore() throws Exception {
    ports().store().close();
  }

  final UseCases.Ports ports() {
    if (opened == null) {
      throw new IllegalStateException("not opened");
    }
    return opened;
  }

  final EntryLog log() {
    return ports().log();
  }

  final ConversationStore conversations() {
    return ports().conversations();
  }

  private void tell(ChatEvent event) {
    synchronized (told) {
      told.add(event);
    }
  }

  /// What was told so far, in that order.
  final List<ChatEvent> told() {
    synchronized (told) {
      return List.copyOf(told);
    }
  }

  /// The entries told so far, each as it was told.
  final List<Entry> toldEntries() {
    return told().stream()
        .filter(ChatEvent.EntryCommitted.class::isInstance)
        .map(event -> ((ChatEvent.EntryCommitted) event).entry())
        .toList();
  }

  final Instant now() {
    return now;
  }

  final void later(Duration duration) {
    now = now.plus(duration);
  }

  static String newId() {
    return Ids.at(START);
  }

  static List<String> newIds(int count) {
    return IntStream.range(0, count).mapToObj(i -> newId()).toList();
  }

  /// A new group of these users, the first its owner.
  final String group(List<String> users) {
    var id = newId();
    var members =
        IntStream.range(0, users.size())
            .mapToObj(
                i -> new Member(users.get(i), i == 0 ? MemberRole.OWNER : MemberRole.MEMBER, 0))
            .toList();
    var group = new Conversation(id, Conversation.Type.GROUP, "Group", null, users.getFirst(), now);
    assertThat(conversations().create(group, members)).isTrue();
    return id;
  }

  final String group(String... users) {
    return group(List.of(users));
  }

  static Message message(String text) {
    return new Message(text, null, null, null, List.of());
  }

  /// A message as somebody writes who knows the roster as it is.
  final Draft draft(String conversation, String sender, String text) {
    return draft(conversation, sender, message(text));
  }

  final Draft draft(String conversation, String sender, Entry.Body body) {
    return new Draft(
        conversation, sender, body, newId(), conversations().roster(conversation).memberRev());
  }

  final Entry send(String conversation, String sender, String text) {
    return stored(log().append(draft(conversation, sender, text)));
  }

  final Entry tell(
      String conversation, String sender, Notice.Type type, String detail, String... users) {
    return stored(
        log().append(draft(conversation, sender, new Notice(type, List.of(users), detail))));
  }

  static Entry stored(Appended appended) {
    assertThat(appended).isInstanceOf(Appended.Stored.class);
    return ((Appended.Stored) appended).entry();
  }

  static Entry repeated(Appended appended) {
    assertThat(appended).isInstanceOf(Appended.Repeated.class);
    return ((Appended.Repeated) appended).entry();
  }

  /// An entry with another text, as a use case hands it to the log.
  final Entry edited(Entry entry, String text) {
    return changed(entry, message(text), now, entry.deletedAt());
  }

  final Entry deleted(Entry entry) {
    return changed(entry, new Message(null, null, null, null, List.of()), entry.editedAt(), now);
  }

  private Entry changed(
      Entry entry, Entry.Body body, @Nullable Instant editedAt, @Nullable Instant deletedAt) {
    return new Entry(
        entry.id(),
        entry.conversationId(),
        entry.position(),
        entry.senderId(),
        body,
        entry.clientMessageId(),
        entry.createdAt(),
        now,
        editedAt,
        deletedAt);
  }

  /// Changes an entry as somebody does who knows the roster as it is; null on a miss.
  final @Nullable Entry replace(long seenRev, Entry changed) {
    while (true) {
      var memberRev = conversations().roster(changed.conversationId()).memberRev();
      switch (log().replace(seenRev, changed, memberRev)) {
        case Replaced.Stored(var entry) -> {
          return entry;
        }
        case Replaced.Missed() -> {
          return null;
        }
        case Replaced.RosterChanged(var _) -> {
          // Once more, by the newer one.
        }
      }
    }
  }

  /// A participant's mark.
  final ReadMark mark(String user, String conversation) {
    return Objects.requireNonNull(conversations().mark(user, conversation));
  }

  /// A participant reads up to there, now.
  final ReadMark read(String user, String conversation, long seq) {
    return Objects.requireNonNull(conversations().advance(user, conversation, seq, now));
  }

  /// A conversation in a participant's list.
  final Listing listing(String user, String conversation) {
    return Objects.requireNonNull(conversations().listing(user, conversation));
  }

  /// The whole log, oldest first.
  final List<Entry> all(String conversation) {
    return log().newer(conversation, 0, Integer.MAX_VALUE, EntryLog.Scope.ALL);
  }
}
