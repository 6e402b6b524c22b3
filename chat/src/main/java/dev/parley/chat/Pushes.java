package dev.parley.chat;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Tells members' browsers of messages that they have not read some seconds later. Best effort:
/// what a stop or a failure loses is in the conversation all the same.
///
/// The node that stored a message tells of it. Of several in one conversation each reader hears of
/// the newest alone: never of their own, of somebody's whom they have blocked, or of one deleted
/// meanwhile; and who has muted the conversation only of one that names them.
public final class Pushes {
  private static final Logger LOG = System.getLogger(Pushes.class.getName());
  private static final int CONVERSATIONS = 10_000;
  private static final int MESSAGES = 100;
  private static final int TEXT = 200;

  /// Where it reads what it tells.
  public record Sources(
      EntryLog log, ConversationStore conversations, UserStore users, Relations relations) {}

  private final PushSubscriptions subscriptions;
  private final PushService service;
  private final Sources sources;
  private final Duration pause;
  private final Delay delay;

  /// Places of new messages by conversation. Guarded by this.
  private final Map<String, Set<Long>> noted = new HashMap<>();

  /// @param pause how long readers are given before they are told
  public Pushes(
      PushSubscriptions subscriptions,
      PushService service,
      Sources sources,
      Duration pause,
      Delay delay) {
    this.subscriptions = subscriptions;
    this.service = service;
    this.sources = sources;
    this.pause = pause;
    this.delay = delay;
  }

  /// A message was stored. Returns at once.
  public synchronized void note(Entry entry) {
    var id = entry.conversationId();
    var places = noted.get(id);
    if (places == null) {
      if (noted.size() == CONVERSATIONS) {
        return;
      }
      places = new HashSet<>();
      noted.put(id, places);
      delay.after(pause, () -> tell(id));
    }
    if (places.size() < MESSAGES) {
      places.add(entry.seq());
    }
  }

  private synchronized Set<Long> take(String conversationId) {
    var places = noted.remove(conversationId);
    return places == null ? Set.of() : places;
  }

  private void tell(String conversationId) {
    try {
      var messages = messages(conversationId, take(conversationId));
      if (!messages.isEmpty()) {
        tell(conversationId, messages);
      }
    } catch (RuntimeException e) {
      // Such as a store that is away.
      LOG.log(Level.WARNING, "Nobody was pushed of new messages: {0}", e.toString());
    }
  }

  /// Those that are still there, newest first.
  private List<Entry> messages(String conversationId, Set<Long> places) {
    if (places.isEmpty()) {
      return List.of();
    }
    var end = places.stream().mapToLong(Long::longValue).max().orElseThrow() + 1;
    return sources.log().older(conversationId, end, MESSAGES, EntryLog.Scope.LIVE_MESSAGES).stream()
        .filter(entry -> places.contains(entry.seq()))
        .toList();
  }

  private void tell(String conversationId, List<Entry> messages) {
    var readers = subscriptions.readersBefore(conversationId, messages.getFirst().seq());
    var conversation = sources.conversations().conversation(conversationId);
    if (readers.isEmpty() || conversation == null) {
      return;
    }
    var people = new HashSet<>(readers.keySet());
    messages.forEach(message -> people.add(message.senderId()));
    var users = sources.users().users(people);
    for (var userId : readers.keySet()) {
      var user = users.get(userId);
      var message = user == null || user.disabled() ? null : newest(messages, readers.get(userId));
      var sender = message == null ? null : users.get(message.senderId());
      if (message != null && sender != null) {
        push(conversation, message, sender.username(), readers.get(userId));
      }
    }
  }

  private @Nullable Entry newest(List<Entry> messages, List<PushStore.Reader> browsers) {
    var reader = browsers.getFirst();
    var userId = reader.subscription().userId();
    for (var message : messages) {
      if (message.seq() > reader.readSeq()
          && !message.senderId().equals(userId)
          && (!reader.muted() || names(message, userId))
          && !sources.relations().between(userId, message.senderId()).isBlockedBy(userId)) {
        return message;
      }
    }
    return null;
  }

  private static boolean names(Entry entry, String userId) {
    return entry.body() instanceof Message message && message.mentions().contains(userId);
  }

  private void push(
      Conversation conversation, Entry entry, String from, List<PushStore.Reader> browsers) {
    var userId = browsers.getFirst().subscription().userId();
    var mark = sources.conversations().mark(userId, conversation.id());
    if (mark == null || mark.seq() >= entry.seq()) {
      return; // gone, or read at this moment
    }
    var push =
        new PushService.Push(
            conversation.id(),
            entry.id(),
            entry.seq(),
            from,
            conversation.name(),
            text(entry),
            mark.unread(),
            conversation.isDirect() || names(entry, userId));
    for (var browser : browsers) {
      var subscription = browser.subscription();
      service.send(subscription, push, () -> subscriptions.forget(subscription));
    }
  }

  private static @Nullable String text(Entry entry) {
    if (!(entry.body() instanceof Message message)) {
      return null;
    }
    var text = message.text() == null ? message.fileName() : message.text();
    return text == null || text.codePointCount(0, text.length()) <= TEXT
        ? text
        : text.substring(0, text.offsetByCodePoints(0, TEXT)) + "…";
  }
}
