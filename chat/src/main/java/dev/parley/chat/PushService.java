package dev.parley.chat;

import org.jspecify.annotations.Nullable;

/// Brings something to a browser that has no page open.
@FunctionalInterface
public interface PushService {
  /// What is told of a message.
  ///
  /// @param name of the group; null for a direct conversation
  /// @param text a short one; null for a message without any
  /// @param unread messages the receiver has not read in the conversation
  /// @param urgent whether it concerns the receiver alone: it names them, or is direct
  record Push(
      String conversationId,
      String messageId,
      long seq,
      String from,
      @Nullable String name,
      @Nullable String text,
      long unread,
      boolean urgent) {}

  /// Returns at once; what can't be brought is dropped.
  ///
  /// @param gone called when the browser is known to take no more
  void send(PushSubscription to, Push push, Runnable gone);
}
