package dev.parley.gateway;

import dev.parley.chat.ChatEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A broadcast as it is pushed: a message by nobody, without place or revision, since it is stored
/// nowhere.
///
/// @param senderId `0`
/// @param senderName `System`
/// @param kind `broadcast`
@Emitted("new_message")
record BroadcastView(
    String id,
    String conversationId,
    String senderId,
    String senderName,
    String text,
    @Nullable String url,
    @Nullable String fileName,
    Instant createdAt,
    Instant updatedAt,
    String kind) {

  static BroadcastView of(ChatEvent.Broadcast broadcast) {
    return new BroadcastView(
        broadcast.id(),
        broadcast.conversationId(),
        "0",
        "System",
        broadcast.text(),
        null,
        null,
        broadcast.at(),
        broadcast.at(),
        "broadcast");
  }
}
