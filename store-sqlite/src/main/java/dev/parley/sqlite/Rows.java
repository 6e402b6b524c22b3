package dev.parley.sqlite;

import dev.parley.chat.Conversation;
import dev.parley.chat.Entry;
import dev.parley.chat.Member;
import dev.parley.chat.MemberRole;
import dev.parley.chat.Message;
import dev.parley.chat.Notice;
import dev.parley.chat.Pin;
import dev.parley.chat.Position;
import dev.parley.chat.Reaction;
import dev.parley.chat.Roster;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the rows of a conversation mean, for whoever reads or writes them.
final class Rows {
  /// Columns of an entry, in the order [#entry] reads them. Each column read is a call or two into
  /// the library, two thirds of the time a page takes, so those that most messages leave empty come
  /// last, behind a flag that says whether there is anything in them.
  static final String ENTRY =
      """
       e.id, e.seq, e.rev, e.number, e.sender_number, e.member_rev, e.sender, e.client_message_id,
       e.created_at, e.text, e.updated_at <> e.created_at OR e.kind <> 'MESSAGE' OR
         coalesce(e.edited_at, e.deleted_at, e.url, e.file_name, e.reply_to, e.user_ids,
           e.reactions, e.pinned_at) NOT NULL,
       e.updated_at, e.edited_at, e.deleted_at, e.kind, e.url, e.file_name, e.reply_to, e.user_ids,
       e.reactions, e.pinned_at, e.pinned_by\s
      """;

  static final String MESSAGE = "MESSAGE";

  private Rows() {}

  static Position position(Row row) throws SQLException {
    return new Position(row.number(), row.number(), row.number(), row.number(), row.number());
  }

  /// Null when an outer join found none.
  static @Nullable Entry entryOrNull(Row row, String conversationId) throws SQLException {
    var id = row.textOrNull();
    return id == null ? null : entry(row, id, conversationId);
  }

  static Entry entry(Row row, String conversationId) throws SQLException {
    return entry(row, row.text(), conversationId);
  }

  private static Entry entry(Row row, String id, String conversationId) throws SQLException {
    var position = position(row);
    var sender = row.text();
    var clientMessageId = row.text();
    var createdAt = row.time();
    var text = row.textOrNull();
    if (!row.flag()) {
      var message = new Message(text, null, null, null, List.of());
      return new Entry(
          id,
          conversationId,
          position,
          sender,
          message,
          clientMessageId,
          createdAt,
          createdAt,
          null,
          null);
    }
    var updatedAt = row.time();
    var editedAt = row.timeOrNull();
    var deletedAt = row.timeOrNull();
    return new Entry(
        id,
        conversationId,
        position,
        sender,
        body(row, text),
        clientMessageId,
        createdAt,
        updatedAt,
        editedAt,
        deletedAt);
  }

  private static Entry.Body body(Row row, @Nullable String text) throws SQLException {
    var kind = row.text();
    var url = row.textOrNull();
    var fileName = row.textOrNull();
    var replyTo = row.textOrNull();
    var userIds = ids(row.textOrNull());
    if (!kind.equals(MESSAGE)) {
      return new Notice(Notice.Type.valueOf(kind), userIds, text == null ? "" : text);
    }
    var reactions = reactions(row.textOrNull());
    var pinnedAt = row.timeOrNull();
    var pin = pinnedAt == null ? null : new Pin(pinnedAt, row.text());
    return new Message(text, url, fileName, replyTo, userIds, reactions, pin);
  }

  private static List<String> ids(@Nullable String joined) {
    return joined == null ? List.of() : List.of(joined.split(" "));
  }

  /// A line a reaction: the emoji, then who, parted by spaces.
  private static List<Reaction> reactions(@Nullable String lines) {
    return lines == null
        ? List.of()
        : lines
            .lines()
            .map(line -> List.of(line.split(" ")))
            .map(words -> new Reaction(words.getFirst(), words.subList(1, words.size())))
            .toList();
  }

  private static @Nullable String lines(List<Reaction> reactions) {
    return reactions.isEmpty()
        ? null
        : reactions.stream()
            .map(reaction -> reaction.emoji() + " " + String.join(" ", reaction.userIds()))
            .collect(Collectors.joining("\n"));
  }

  /// What an entry holds, as its columns.
  record Body(
      String kind,
      @Nullable String text,
      @Nullable String url,
      @Nullable String fileName,
      @Nullable String replyTo,
      @Nullable String userIds,
      @Nullable String reactions,
      @Nullable Long pinnedAt,
      @Nullable String pinnedBy) {

    static Body of(Entry.Body body) {
      return switch (body) {
        case Message m -> {
          var pin = m.pin();
          yield new Body(
              MESSAGE,
              m.text(),
              m.url(),
              m.fileName(),
              m.replyTo(),
              joined(m.mentions()),
              lines(m.reactions()),
              pin == null ? null : pin.at().toEpochMilli(),
              pin == null ? null : pin.userId());
        }
        case Notice n ->
            new Body(
                n.type().name(),
                n.detail(),
                null,
                null,
                null,
                joined(n.userIds()),
                null,
                null,
                null);
      };
    }

    private static @Nullable String joined(List<String> ids) {
      return ids.isEmpty() ? null : String.join(" ", ids);
    }
  }

  static @Nullable Long millis(@Nullable Instant time) {
    return time == null ? null : time.toEpochMilli();
  }

  /// Columns: id, type, name, avatar, owner, created_at, retention.
  static Conversation conversation(Row row) throws SQLException {
    return new Conversation(
        row.text(),
        row.word(Conversation.Type.class),
        row.textOrNull(),
        row.textOrNull(),
        row.textOrNull(),
        row.time(),
        row.integerOrNull());
  }

  static Roster roster(Database database, String conversationId) throws SQLException {
    // One statement, so that the members are those of that very revision; it answers a row also
    // when the last one has gone.
    record Seat(long memberRev, @Nullable Member member) {}
    var seats =
        database.list(
            """
            SELECT c.member_rev, p.user, p.role, p.joined_seq
            FROM conversations c LEFT JOIN participants p ON p.conversation = c.key
            WHERE c.id = ? ORDER BY p.standing
            """,
            row -> {
              var memberRev = row.number();
              var user = row.textOrNull();
              return new Seat(
                  memberRev,
                  user == null ? null : new Member(user, row.word(MemberRole.class), row.number()));
            },
            conversationId);
    var memberRev = seats.isEmpty() ? 0 : seats.getFirst().memberRev();
    var members = seats.stream().map(Seat::member).filter(Objects::nonNull).toList();
    return new Roster(conversationId, memberRev, members);
  }

  /// How many messages a user has written up to and including a place.
  static long sentUpTo(Database database, long conversation, String userId, long seq)
      throws SQLException {
    return database.number(
        """
        SELECT sender_number FROM entries
        WHERE conversation = ? AND sender = ? AND seq <= ? ORDER BY seq DESC LIMIT 1
        """,
        conversation,
        userId,
        seq);
  }
}
