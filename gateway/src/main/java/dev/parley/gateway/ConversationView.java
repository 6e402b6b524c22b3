package dev.parley.gateway;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.chat.Listing;
import dev.parley.chat.User;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A conversation as one participant's list shows it.
///
/// @param name a direct conversation is named after the other user, and shows their avatar
/// @param ownerId null for a direct conversation
/// @param type `direct` or `group`
/// @param lastReadAt when the mark last moved
/// @param otherUserId the other one of a direct conversation
/// @param lastMessage newest live message
/// @param lastSeq head of its log
/// @param readSeq the mark
/// @param mentions unread messages that name one
/// @param request a stranger waits for one's consent; left out unless true
/// @param retention days it keeps its messages, if it has its own
@Emitted({"conversation_created", "conversation_updated"})
public record ConversationView(
    String id,
    @Nullable String name,
    @Nullable String avatar,
    @Nullable String ownerId,
    String type,
    Instant createdAt,
    long unreadCount,
    @Nullable Instant lastReadAt,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String otherUserId,
    @Nullable MessageView lastMessage,
    long lastSeq,
    long readSeq,
    long rev,
    boolean muted,
    boolean pinned,
    boolean archived,
    long mentions,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean request,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer retention) {

  /// @param other the other user of a direct conversation
  static ConversationView of(
      Listing listing, @Nullable User other, @Nullable MessageView lastMessage) {
    var conversation = listing.conversation();
    return new ConversationView(
        conversation.id(),
        other == null ? conversation.name() : other.username(),
        other == null ? conversation.avatar() : other.avatar(),
        conversation.ownerId(),
        conversation.type().name().toLowerCase(Locale.ROOT),
        conversation.createdAt(),
        listing.mark().unread(),
        listing.mark().readAt(),
        listing.otherUserId(),
        lastMessage,
        listing.head().seq(),
        listing.mark().seq(),
        listing.head().rev(),
        listing.settings().muted(),
        listing.settings().pinned(),
        listing.settings().archived(),
        listing.mark().mentions(),
        listing.request(),
        conversation.retention());
  }
}
