package dev.parley.chat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// Sending, editing and deleting messages.
public final class Messages {
  static final int TEXT_LENGTH = 10_000;
  static final int FILE_NAME_LENGTH = 255;
  static final int CLIENT_ID_LENGTH = 64;

  /// A message to be sent.
  ///
  /// @param clientMessageId null when the client made none: then a retry is another message
  public record Outgoing(
      String senderId,
      String conversationId,
      @Nullable String text,
      @Nullable String url,
      @Nullable String fileName,
      @Nullable String replyTo,
      @Nullable String clientMessageId) {}

  /// A stored message.
  ///
  /// @param repeated it was stored by an earlier call with the same clientMessageId
  public record Sent(Entry entry, boolean repeated) {}

  private final EntryLog log;
  private final Rosters rosters;
  private final ConversationStore conversations;
  private final Mentions mentions;
  private final Contacts contacts;
  private final UploadAccess uploads;
  private final InstantSource clock;
  private volatile LongConsumer times = nanoseconds -> {};

  public Messages(
      EntryLog log,
      Rosters rosters,
      ConversationStore conversations,
      UserStore users,
      Contacts contacts,
      UploadAccess uploads,
      InstantSource clock) {
    this.log = log;
    this.rosters = rosters;
    this.conversations = conversations;
    this.mentions = new Mentions(users);
    this.contacts = contacts;
    this.uploads = uploads;
    this.clock = clock;
  }

  /// Tells of each message that is stored how many nanoseconds that took.
  public void measure(LongConsumer times) {
    this.times = times;
  }

  /// Stores a message; durable on return. Whoever repeats a clientMessageId gets the first message
  /// as it is now, also with other content and after leaving.
  public Sent send(Outgoing outgoing) {
    long began = System.nanoTime();
    try {
      var sent = append(outgoing, checked(outgoing));
      if (!sent.repeated()) {
        times.accept(System.nanoTime() - began);
      }
      return sent;
    } catch (Refused refused) {
      // A store that did not answer was waited for long enough.
      var first = refused.refusal() == Refusal.UNAVAILABLE ? null : earlier(outgoing);
      if (first != null) {
        return new Sent(first, true);
      }
      throw refused;
    }
  }

  private Sent append(Outgoing outgoing, Message message) {
    var clientMessageId =
        outgoing.clientMessageId() == null ? serverMade() : outgoing.clientMessageId();
    var roster = rosters.of(outgoing.conversationId());
    while (true) {
      roster = requireMember(roster, outgoing.senderId());
      requireReplyTarget(outgoing);
      contacts.requireMayWrite(roster, outgoing.senderId(), clientMessageId);
      var draft =
          new Draft(
              outgoing.conversationId(),
              outgoing.senderId(),
              message.withMentions(mentions.in(message.text(), roster)),
              clientMessageId,
              roster.memberRev());
      switch (log.append(draft)) {
        case EntryLog.Appended.Stored(var entry) -> {
          return new Sent(entry, false);
        }
        case EntryLog.Appended.Repeated(var entry) -> {
          return new Sent(entry, true);
        }
        case EntryLog.Appended.RosterChanged(var memberRev) ->
            roster = rosters.atLeast(outgoing.conversationId(), memberRev);
      }
    }
  }

  /// A roster kept in memory may not know a member who has just joined: then the store decides.
  private Roster requireMember(Roster roster, String userId) {
    var current = roster.contains(userId) ? roster : rosters.fresh(roster.conversationId());
    if (!current.contains(userId)) {
      throw Refused.notFound("Conversation");
    }
    return current;
  }

  private void requireReplyTarget(Outgoing outgoing) {
    if (outgoing.replyTo() == null) {
      return;
    }
    var target = log.entry(outgoing.replyTo());
    if (target == null
        || !target.conversationId().equals(outgoing.conversationId())
        || !(target.body() instanceof Message)) {
      throw Refused.invalid("replyTo", "must be a message of the same conversation");
    }
    if (target.isDeleted()) {
      throw Refused.notFound("Message");
    }
  }

  private @Nullable Entry earlier(Outgoing outgoing) {
    return outgoing.clientMessageId() == null
        ? null
        : log.byClientMessageId(
            outgoing.conversationId(), outgoing.senderId(), outgoing.clientMessageId());
  }

  /// A live message the user may read.
  public Entry get(String userId, String messageId) {
    return seen(userId, messageId, 0).entry();
  }

  /// A live message with a roster that holds who asks.
  private record Seen(Entry entry, Roster roster) {}

  /// @param memberRev of the oldest roster that will do
  private Seen seen(String userId, String messageId, long memberRev) {
    var entry = log.entry(messageId);
    if (entry != null && entry.isLiveMessage()) {
      var roster =
          rosters.atLeast(
              entry.conversationId(), Math.max(memberRev, entry.position().memberRev()));
      if (roster.contains(userId)) {
        return new Seen(entry, roster);
      }
    }
    throw Refused.notFound("Message");
  }

  /// Changes the text of one's own message.
  public Entry edit(String userId, String messageId, @Nullable String text) {
    new Checks().length("text", text, 1, TEXT_LENGTH).refuseIfAny();
    return change(
        userId,
        messageId,
        (entry, message, roster) -> {
          if (!entry.senderId().equals(userId)) {
            throw notOwner("Only the sender may edit a message");
          }
          requireMayWrite(userId, entry, roster);
          var named = mentions.in(text, roster);
          return entry.edited(message.withText(String.valueOf(text), named), clock.instant());
        });
  }

  /// Makes a message a tombstone: its sender may, and in groups owner and admins.
  public void delete(String userId, String messageId) {
    change(
        userId,
        messageId,
        (entry, message, roster) -> {
          if (!entry.senderId().equals(userId) && !moderates(userId, roster)) {
            throw notOwner("Only the sender may delete a message");
          }
          return entry.deleted(clock.instant());
        });
  }

  /// Whoever may not write to a conversation may not change what is written there either.
  void requireMayWrite(String userId, Entry entry, Roster roster) {
    contacts.requireMayWrite(roster, userId, entry.clientMessageId());
  }

  private boolean moderates(String userId, Roster roster) {
    var conversation = conversations.conversation(roster.conversationId());
    var member = roster.member(userId);
    return conversation != null
        && !conversation.isDirect()
        && member != null
        && Permission.DELETE_OTHERS_MESSAGE.allows(member.role());
  }

  /// What becomes of a message.
  @FunctionalInterface
  interface Change {
    /// Null when there is nothing to change.
    ///
    /// @param roster by which it is allowed, or refused; it holds the user
    @Nullable Entry of(Entry entry, Message message, Roster roster);
  }

  /// Changes a live message the user may read, by compare-and-set until it holds: nobody has
  /// changed the entry meanwhile, and the members are those by whom the change was allowed.
  Entry change(String userId, String messageId, Change change) {
    var memberRev = 0L;
    while (true) {
      var seen = seen(userId, messageId, memberRev);
      var entry = seen.entry();
      if (!(entry.body() instanceof Message message)) {
        throw Refused.notFound("Message");
      }
      var changed = change.of(entry, message, seen.roster());
      if (changed == null) {
        return entry;
      }
      switch (log.replace(entry.rev(), changed, seen.roster().memberRev())) {
        case EntryLog.Replaced.Stored(var stored) -> {
          return stored;
        }
        case EntryLog.Replaced.RosterChanged(var newer) -> memberRev = newer;
        case EntryLog.Replaced.Missed() -> {
          // Somebody was first.
        }
      }
    }
  }

  private Message checked(Outgoing outgoing) {
    var checks = new Checks();
    check(checks, outgoing);
    checks.refuseIfAny();
    uploads.require(outgoing.senderId(), "url", outgoing.url());
    return new Message(
        blankToNull(outgoing.text()),
        blankToNull(outgoing.url()),
        blankToNull(outgoing.fileName()),
        outgoing.replyTo(),
        List.of());
  }

  /// Notes what no message may be, whoever sends it wherever.
  public static void check(Checks checks, Outgoing outgoing) {
    var text = blankToNull(outgoing.text());
    var url = blankToNull(outgoing.url());
    var fileName = blankToNull(outgoing.fileName());
    checks.atMost("text", text, TEXT_LENGTH);
    if (url != null) {
      Urls.check(checks, "url", url);
    }
    checks.atMost("fileName", fileName, FILE_NAME_LENGTH);
    if (outgoing.clientMessageId() != null) {
      checks.length("clientMessageId", outgoing.clientMessageId(), 1, CLIENT_ID_LENGTH);
    }
    if (text == null && url == null && fileName == null) {
      checks.add("text", "at least one of text, url and fileName must be given");
    }
  }

  private static @Nullable String blankToNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text;
  }

  /// An id for a message whose client made none, so that the unique index needs no exception. It
  /// begins with the time, so that what is written together lies together in that index; nothing
  /// else reads it, so any clock will do.
  static String serverMade() {
    return "srv-" + Ids.at(Instant.now());
  }

  private static Refused notOwner(String message) {
    return new Refused(Refusal.NOT_OWNER, message);
  }
}
