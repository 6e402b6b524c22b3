package dev.parley.chat;

import org.jspecify.annotations.Nullable;

/// How it stands with the consent of somebody whom a stranger wants to write to.
///
/// @param receiverId whose consent it is
/// @param opening clientMessageId of the one message the stranger may send before; null before it
///   is sent
public record Contact(String receiverId, State state, @Nullable String opening) {
  public enum State {
    ASKED,
    ACCEPTED,
    DECLINED
  }

  /// Whether the stranger still waits, or waits in vain.
  public boolean isOpen() {
    return state != State.ACCEPTED;
  }

  Contact opened(String clientMessageId) {
    return new Contact(receiverId, state, clientMessageId);
  }

  Contact with(State next) {
    return new Contact(receiverId, next, opening);
  }
}
