package dev.parley.mongo;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static dev.parley.mongo.Table.all;

import com.mongodb.client.model.UpdateOneModel;
import dev.parley.chat.ChatEvent.MarkMoved;
import dev.parley.chat.ReadMark;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// Read marks: a place in the log with what `unread` is reckoned from there, so that reading it is
/// two subtractions however long the log is.
///
/// Marks move in a line a conversation of their own, many at once, so that no append waits for
/// them. They are told in the log's line, with what is unread of the entries told before.
final class Marks implements AutoCloseable {
  private record Move(
      String userId, long seq, Instant now, CompletableFuture<@Nullable ReadMark> answer) {}

  /// A participant's mark, as it was found and as it is to be.
  private record Moved(Document before, Document after) {
    boolean isNew() {
      return Fields.number(after, "readSeq") > Fields.number(before, "readSeq");
    }
  }

  private final Table participants;
  private final Table messages;
  private final MongoDocuments documents;
  private final Projection projection;
  private final Logs logs;
  private final Lines<Move> lines = new Lines<>("parley-marks", this::work);

  Marks(
      Table participants,
      Table messages,
      MongoDocuments documents,
      Projection projection,
      Logs logs) {
    this.participants = participants;
    this.messages = messages;
    this.documents = documents;
    this.projection = projection;
    this.logs = logs;
  }

  @Nullable ReadMark read(String userId, String conversationId) {
    var tip = tip(conversationId);
    var participant = members(conversationId, tip, List.of(userId)).get(userId);
    return participant == null ? null : mark(participant, tip);
  }

  private Head tip(String conversationId) {
    var tip = documents.tip(conversationId);
    return tip == null ? Head.empty(0) : tip;
  }

  /// As of the newest entry.
  ReadMark mark(Document participant, Head tip) {
    var readSeq = Fields.number(participant, "readSeq");
    var seq = tip.position().seq();
    if (readSeq >= seq) {
      return mark(participant, 0, 0);
    }
    var own = documents.sentUpTo(conversation(participant), user(participant), seq);
    return mark(participant, tip.position().number(), own);
  }

  private ReadMark mark(Document participant, long number, long own) {
    var others = number - Fields.number(participant, "readNumber");
    var mine = own - Fields.number(participant, "readOwn");
    var unread = Math.max(0, others - mine);
    return new ReadMark(
        Fields.number(participant, "readSeq"),
        unread,
        unread == 0 ? 0 : mentions(participant),
        Fields.timeOrNull(participant, "readAt"));
  }

  private long mentions(Document participant) {
    return messages.count(
        all(
            eq("conversationId", conversation(participant)),
            eq("named", user(participant)),
            gt("seq", Fields.number(participant, "readSeq"))));
  }

  private static String conversation(Document participant) {
    return Fields.text(participant, "conversationId");
  }

  private static String user(Document participant) {
    return Fields.text(participant, "userId");
  }

  /// The documents of those of these users who are members.
  private Map<String, Document> members(
      String conversationId, Head tip, Collection<String> userIds) {
    var conversation = projection.bring(conversationId, tip.noticeRev());
    if (conversation == null) {
      return Map.of();
    }
    var roster = Projection.roster(conversation);
    var ids = userIds.stream().map(user -> Participants.id(conversationId, user)).toList();
    var found = new HashMap<String, Document>();
    for (var participant : participants.list(all(in("_id", ids), in("userId", userIds)))) {
      var member = roster.member(user(participant));
      if (member != null && member.joinedSeq() == Fields.number(participant, "joinedSeq")) {
        found.put(member.userId(), participant);
      }
    }
    return found;
  }

  @Nullable ReadMark advance(String userId, String conversationId, long seq, Instant now) {
    var move = new Move(userId, seq, now, new CompletableFuture<>());
    lines.add(conversationId, move);
    return Logs.join(move.answer());
  }

  private void work(String conversationId, List<Move> moves) {
    try {
      move(conversationId, moves);
    } catch (RuntimeException e) {
      moves.forEach(each -> each.answer().completeExceptionally(e));
    }
  }

  private void move(String conversationId, List<Move> moves) {
    var tip = tip(conversationId);
    var furthest = new LinkedHashMap<String, Move>();
    moves.forEach(
        each -> furthest.merge(each.userId(), each, (a, b) -> a.seq() >= b.seq() ? a : b));
    var before = members(conversationId, tip, furthest.keySet());
    write(conversationId, tip, before, furthest);
    var after = members(conversationId, tip, furthest.keySet());
    var moved = new HashMap<String, Moved>();
    var own = new HashMap<String, Long>();
    after.forEach((user, participant) -> {
      moved.put(user, new Moved(before.getOrDefault(user, participant), participant));
      own.put(user, documents.sentUpTo(conversationId, user, tip.position().seq()));
    });
    logs.later(
            conversationId,
            known -> {
              var marks = tell(conversationId, known, tip, moved, own);
              moves.forEach(each -> each.answer().complete(marks.get(each.userId())));
              return null;
            })
        .exceptionally(e -> {
          moves.forEach(each -> each.answer().completeExceptionally(e));
          return null;
        });
  }

  private void write(
      String conversationId, Head tip, Map<String, Document> before, Map<String, Move> furthest) {
    var targets = new HashMap<String, Long>();
    before.forEach((user, participant) -> {
      var wanted = Objects.requireNonNull(furthest.get(user)).seq();
      var target = Math.min(wanted, tip.position().seq());
      if (target > Fields.number(participant, "readSeq")) {
        targets.put(user, target);
      }
    });
    var numbers = numbers(conversationId, targets.values());
    var changes = new ArrayList<UpdateOneModel<Document>>();
    targets.forEach((user, target) -> {
      var joinedSeq = Fields.number(Objects.requireNonNull(before.get(user)), "joinedSeq");
      var now = Objects.requireNonNull(furthest.get(user)).now();
      changes.add(
          new UpdateOneModel<>(
              all(Participants.stay(conversationId, user, joinedSeq), lt("readSeq", target)),
              combine(
                  set("readSeq", target),
                  set("readNumber", numbers.getOrDefault(target, 0L)),
                  set("readOwn", documents.sentUpTo(conversationId, user, target)),
                  set("readAt", Fields.date(now)))));
    });
    participants.write(changes);
  }

  /// Messages up to each of these places.
  private Map<Long, Long> numbers(String conversationId, Collection<Long> seqs) {
    if (seqs.isEmpty()) {
      return Map.of();
    }
    var numbers = new HashMap<Long, Long>();
    messages
        .list(
            all(eq("conversationId", conversationId), in("seq", seqs)),
            Table.ALL,
            Integer.MAX_VALUE,
            include("seq", "number"))
        .forEach(each -> numbers.put(Fields.number(each, "seq"), Fields.number(each, "number")));
    return numbers;
  }

  /// In the log's line: what was told of it, is what is counted here.
  private Map<String, ReadMark> tell(
      String conversationId,
      Known known,
      Head tip,
      Map<String, Moved> moved,
      Map<String, Long> own) {
    var marks = new HashMap<String, ReadMark>();
    var told = known.head();
    var behind = told != null && told.position().seq() > tip.position().seq();
    var at = told != null && behind ? told : tip;
    moved.forEach((user, each) -> {
      var sent = Objects.requireNonNull(own.get(user));
      if (behind) {
        sent = sentUpTo(conversationId, known, at, tip, user, sent);
      }
      var mark = mark(each.after(), at.position().number(), sent);
      marks.put(user, mark);
      if (each.isNew()) {
        logs.tell(new MarkMoved(conversationId, user, mark));
      }
    });
    return marks;
  }

  private long sentUpTo(
      String conversationId, Known known, Head at, Head tip, String userId, long before) {
    var number = known.sent(userId);
    if (number != null) {
      return number;
    }
    return known.tracksSince(tip.position().seq())
        ? before
        : documents.sentUpTo(conversationId, userId, at.position().seq());
  }

  @Override
  public void close() {
    lines.close();
  }
}
