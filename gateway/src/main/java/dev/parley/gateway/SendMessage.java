package dev.parley.gateway;

import dev.parley.chat.Messages;
import org.jspecify.annotations.Nullable;

/// A message to be sent, by REST or by socket.
///
/// @param place where to; over a socket always a conversation
public record SendMessage(
    Place place,
    @Nullable String text,
    @Nullable String url,
    @Nullable String fileName,
    @Nullable String clientMessageId,
    @Nullable String replyTo) {

  /// Where a message goes.
  public sealed interface Place {
    record Conversation(String id) implements Place {}

    /// The direct conversation with this user, created if need be.
    record Receiver(String userId) implements Place {}
  }

  /// Reads a REST body: exactly one of conversationId and receiverId.
  public static SendMessage ofBody(Fields fields) {
    var conversationId = fields.optionalId("conversationId");
    var receiverId = fields.optionalId("receiverId");
    if ((conversationId == null) == (receiverId == null)) {
      fields.refuse("conversationId", "exactly one of conversationId and receiverId must be given");
    }
    return read(
        fields,
        receiverId == null
            ? new Place.Conversation(String.valueOf(conversationId))
            : new Place.Receiver(receiverId));
  }

  /// Reads what a body or payload holds but for the place.
  static SendMessage read(Fields fields, Place place) {
    var message =
        new SendMessage(
            place,
            fields.text("text"),
            fields.text("url"),
            fields.text("fileName"),
            fields.text("clientMessageId"),
            fields.optionalId("replyTo"));
    fields.refuseIfAny(checks -> Messages.check(checks, message.from("", "")));
    return message;
  }

  public Messages.Outgoing from(String senderId, String conversationId) {
    return new Messages.Outgoing(
        senderId, conversationId, text, url, fileName, replyTo, clientMessageId);
  }
}
