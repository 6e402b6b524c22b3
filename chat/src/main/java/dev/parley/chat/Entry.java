package dev.parley.chat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One place in a conversation's log: a message or a notice. Never physically removed; a deleted
/// message stays as a tombstone.
///
/// @param id 24 hex characters, increasing with seq within the conversation
/// @param senderId who wrote it; for a notice, who did it
/// @param clientMessageId unique per conversation and sender; made by the server when the client
///   sent none
/// @param createdAt strictly increasing with seq within the conversation, milliseconds
/// @param editedAt null unless its text was changed
/// @param deletedAt null unless it is a tombstone
public record Entry(
    String id,
    String conversationId,
    Position position,
    String senderId,
    Body body,
    String clientMessageId,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Instant editedAt,
    @Nullable Instant deletedAt) {

  /// What an entry holds.
  public sealed interface Body permits Message, Notice {}

  public long seq() {
    return position.seq();
  }

  public long rev() {
    return position.rev();
  }

  public boolean isDeleted() {
    return deletedAt != null;
  }

  public boolean isLiveMessage() {
    return body instanceof Message && deletedAt == null;
  }

  /// This message with something else about it, before the log gives it its next rev.
  Entry with(Message message, Instant now) {
    return new Entry(
        id,
        conversationId,
        position,
        senderId,
        message,
        clientMessageId,
        createdAt,
        now,
        editedAt,
        null);
  }

  /// This message with another text, before the log gives it its next rev.
  Entry edited(Message message, Instant now) {
    return new Entry(
        id,
        conversationId,
        position,
        senderId,
        message,
        clientMessageId,
        createdAt,
        now,
        now,
        null);
  }

  /// The tombstone of this message, before the log gives it its next rev.
  Entry deleted(Instant now) {
    return new Entry(
        id,
        conversationId,
        position,
        senderId,
        Message.EMPTY,
        clientMessageId,
        createdAt,
        now,
        editedAt,
        now);
  }

  /// This entry at another position: how a store writes down the numbers it gave.
  public Entry at(Position next) {
    return new Entry(
        id,
        conversationId,
        next,
        senderId,
        body,
        clientMessageId,
        createdAt,
        updatedAt,
        editedAt,
        deletedAt);
  }
}
