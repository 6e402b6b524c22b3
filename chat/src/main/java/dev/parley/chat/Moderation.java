package dev.parley.chat;

import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What administrators do to what others have: each act is in the audit log.
public final class Moderation {
  // What one page shows, and what one look may ask of a cluster.
  private static final int VIEWED = 100;
  private static final int ASKED = 1_000;

  /// A conversation that somebody views.
  public record Viewed(Conversation conversation, Set<String> viewers) {}

  private static final Comparator<Map.Entry<String, Set<String>>> MOST_VIEWED =
      Comparator.<Map.Entry<String, Set<String>>>comparingInt(entry -> entry.getValue().size())
          .reversed()
          .thenComparing(Map.Entry::getKey);

  private final Audit audit;
  private final Presence presence;
  private final ConversationStore conversations;
  private final Events events;
  private final InstantSource clock;

  public Moderation(
      Audit audit,
      Presence presence,
      ConversationStore conversations,
      Events events,
      InstantSource clock) {
    this.audit = audit;
    this.presence = presence;
    this.conversations = conversations;
    this.events = events;
    this.clock = clock;
  }

  /// Users viewing a conversation.
  public Set<String> viewers(String conversationId) {
    requireConversation(conversationId);
    return presence.viewersAnywhere(conversationId);
  }

  /// The conversations that somebody views, those that most do first; of many the first 100. In a
  /// cluster a thousand of those connected are asked after.
  public List<Viewed> viewed() {
    return presence.viewedAnywhere(ASKED).entrySet().stream()
        .sorted(MOST_VIEWED)
        .limit(VIEWED)
        .<Viewed>mapMulti((entry, found) -> {
          var conversation = conversations.conversation(entry.getKey());
          if (conversation != null) {
            found.accept(new Viewed(conversation, entry.getValue()));
          }
        })
        .toList();
  }

  /// Says something to every member who is online; it is kept nowhere.
  public void broadcast(String adminId, String conversationId, String text) {
    new Checks().length("message", text, 1, Messages.TEXT_LENGTH).refuseIfAny();
    requireConversation(conversationId);
    audit.record(
        adminId,
        "conversation.broadcast",
        AuditEntry.Target.conversation(conversationId),
        Map.of("message", text));
    var now = clock.instant();
    events.publish(new ChatEvent.Broadcast(conversationId, Ids.at(now), text, now));
  }

  /// Closes all of a user's sockets. They may come back: their sessions stay valid.
  public void kick(String adminId, String userId) {
    if (!presence.isOnline(userId)) {
      throw new Refused(Refusal.NOT_FOUND, "User not connected");
    }
    audit.record(adminId, "user.kick", AuditEntry.Target.user(userId), Map.of());
    events.publish(new ChatEvent.UserKicked(userId));
  }

  private void requireConversation(String conversationId) {
    if (conversations.conversation(conversationId) == null) {
      throw Refused.notFound("Conversation");
    }
  }
}
