package dev.parley.chat;

import java.time.InstantSource;
import java.util.Map;
import java.util.Set;

/// What administrators do to what others have: each act is in the audit log.
public final class Moderation {
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
