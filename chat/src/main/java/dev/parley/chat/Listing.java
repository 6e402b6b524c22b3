package dev.parley.chat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A conversation as one participant's list shows it.
///
/// @param otherUserId the other one of a direct conversation, null for groups
/// @param head newest numbers of its log
/// @param lastMessage newest live message, null if there is none
/// @param activeAt when it was last written to, else created: the order of the list
/// @param request a stranger waits for this participant's consent
public record Listing(
    Conversation conversation,
    @Nullable String otherUserId,
    Position head,
    @Nullable Entry lastMessage,
    Instant activeAt,
    ReadMark mark,
    Settings settings,
    boolean request) {}
