package dev.parley.chat;

import dev.parley.chat.ReceiptStore.Delivered;
import dev.parley.chat.ReceiptStore.Mark;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Who has a message and who has read it.
///
/// Every message makes as many delivered marks as it has readers, and losing one costs nothing: the
/// next one says more. So they are stored together once a second, not each with an fsync of its
/// own.
public final class Receipts implements AutoCloseable {
  private static final Duration STORED_AFTER = Duration.ofSeconds(1);
  private static final int KNOWN = 50_000;

  /// How far one message has come, its sender left out and those who joined after it. Each user is
  /// in one of the lists.
  ///
  /// @param read who has read it
  /// @param delivered who has it and has not read it
  public record Receipt(List<Reader> read, List<String> delivered) {}

  /// Who has read it.
  ///
  /// @param readAt when their mark last moved, which may be later; null if it never did
  public record Reader(String userId, @Nullable Instant readAt) {}

  private record Participant(String conversationId, String userId) {}

  private final ReceiptStore store;
  private final EntryLog log;
  private final Messages messages;
  private final Rosters rosters;
  private final Events events;
  private final Delay delay;

  /// What was said last, so that saying it again costs nothing.
  private final Lru<Participant, Long> known = new Lru<>(KNOWN);

  /// Not stored yet. Guarded by this.
  private final Map<Participant, Long> waiting = new HashMap<>();

  public Receipts(
      ReceiptStore store,
      EntryLog log,
      Messages messages,
      Rosters rosters,
      Events events,
      Delay delay) {
    this.store = store;
    this.log = log;
    this.messages = messages;
    this.rosters = rosters;
    this.events = events;
    this.delay = delay;
  }

  /// A device of the user has all entries up to `seq`; beyond the head is the head. Told to others
  /// at once, stored within a second.
  public void delivered(String userId, String conversationId, long seq) {
    if (seq < 0) {
      throw Refused.invalid("seq", "must not be negative");
    }
    if (!rosters.of(conversationId).contains(userId)
        && !rosters.fresh(conversationId).contains(userId)) {
      throw Refused.notFound("Conversation");
    }
    var participant = new Participant(conversationId, userId);
    var before = known.get(participant);
    if (before != null && seq <= before) {
      return;
    }
    var reached = Math.min(seq, log.head(conversationId).seq());
    if (before == null || reached > before) {
      known.merge(participant, reached, Math::max);
      keep(participant, reached);
      events.publish(new ChatEvent.DeliveredMoved(conversationId, userId, reached));
    }
  }

  private synchronized void keep(Participant participant, long seq) {
    if (waiting.isEmpty()) {
      delay.after(STORED_AFTER, this::store);
    }
    waiting.merge(participant, seq, Math::max);
  }

  private synchronized Map<Participant, Long> waiting() {
    return Map.copyOf(waiting);
  }

  /// Those that moved on meanwhile wait for the next time.
  private synchronized void stored(Map<Participant, Long> marks) {
    marks.forEach(waiting::remove);
    if (!waiting.isEmpty()) {
      delay.after(STORED_AFTER, this::store);
    }
  }

  private synchronized long waiting(String conversationId, String userId) {
    return waiting.getOrDefault(new Participant(conversationId, userId), 0L);
  }

  /// Until they are stored they are told from here.
  private void store() {
    var due = waiting();
    var marks = new ArrayList<Delivered>();
    due.forEach((who, seq) -> marks.add(new Delivered(who.conversationId(), who.userId(), seq)));
    try {
      if (!marks.isEmpty()) {
        store.delivered(marks);
      }
    } finally {
      stored(due);
    }
  }

  /// Everybody's marks in a conversation one is in.
  public List<Mark> marks(String userId, String conversationId) {
    var marks = store.marks(conversationId);
    if (marks.stream().noneMatch(mark -> mark.userId().equals(userId))) {
      throw Refused.notFound("Conversation");
    }
    return marks.stream().map(mark -> withWaiting(conversationId, mark)).toList();
  }

  private Mark withWaiting(String conversationId, Mark mark) {
    var seq = waiting(conversationId, mark.userId());
    return seq <= mark.deliveredSeq()
        ? mark
        : new Mark(mark.userId(), mark.joinedSeq(), mark.readSeq(), mark.readAt(), seq);
  }

  /// How far a message has come, for any member.
  public Receipt of(String userId, String messageId) {
    var entry = messages.get(userId, messageId);
    var read = new ArrayList<Reader>();
    var delivered = new ArrayList<String>();
    for (var mark : marks(userId, entry.conversationId())) {
      if (mark.userId().equals(entry.senderId()) || mark.joinedSeq() >= entry.seq()) {
        continue;
      }
      if (mark.readSeq() >= entry.seq()) {
        read.add(new Reader(mark.userId(), mark.readAt()));
      } else if (mark.deliveredSeq() >= entry.seq()) {
        delivered.add(mark.userId());
      }
    }
    return new Receipt(read, delivered);
  }

  /// Stores what waits.
  @Override
  public void close() {
    store();
  }
}
