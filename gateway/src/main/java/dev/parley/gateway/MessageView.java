package dev.parley.gateway;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.chat.Entry;
import dev.parley.chat.Message;
import dev.parley.chat.Notice;
import dev.parley.chat.Reaction;
import dev.parley.chat.User;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An entry of a conversation, the same over REST, in pushes and in sync. `text`, `url` and
/// `fileName` are always there, null if absent; what is marked with `?` in the contract is left out
/// instead.
///
/// @param senderName as it is now, not as it was when the message was sent
/// @param kind `message` or `notice`
/// @param reactions user ids by emoji, in the order in which they reacted
/// @param notice what a notice says
@Emitted({"new_message", "new_notice", "message_updated"})
public record MessageView(
    String id,
    String conversationId,
    String senderId,
    String senderName,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String senderAvatar,
    @Nullable String text,
    @Nullable String url,
    @Nullable String fileName,
    Instant createdAt,
    Instant updatedAt,
    long seq,
    long rev,
    String kind,
    String clientMessageId,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String replyTo,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> mentions,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant editedAt,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant deletedAt,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, List<String>> reactions,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant pinnedAt,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String pinnedBy,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable NoticeView notice) {

  private static final Message NO_MESSAGE = new Message(null, null, null, null, List.of());

  static MessageView of(Entry entry, User sender) {
    var message = entry.body() instanceof Message written ? written : NO_MESSAGE;
    var pin = message.pin();
    var notice = entry.body() instanceof Notice said ? NoticeView.of(said) : null;
    return new MessageView(
        entry.id(),
        entry.conversationId(),
        entry.senderId(),
        sender.username(),
        sender.avatar(),
        message.text(),
        message.url(),
        message.fileName(),
        entry.createdAt(),
        entry.updatedAt(),
        entry.seq(),
        entry.rev(),
        notice == null ? "message" : "notice",
        entry.clientMessageId(),
        message.replyTo(),
        message.mentions(),
        entry.editedAt(),
        entry.deletedAt(),
        byEmoji(message.reactions()),
        pin == null ? null : pin.at(),
        pin == null ? null : pin.userId(),
        notice);
  }

  private static Map<String, List<String>> byEmoji(List<Reaction> reactions) {
    if (reactions.isEmpty()) {
      return Map.of();
    }
    var byEmoji = new LinkedHashMap<String, List<String>>();
    reactions.forEach(reaction -> byEmoji.put(reaction.emoji(), reaction.userIds()));
    return byEmoji;
  }
}
