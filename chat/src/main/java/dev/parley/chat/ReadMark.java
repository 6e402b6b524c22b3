package dev.parley.chat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How far a participant has read, and what is left. Only ever moves forward.
///
/// @param seq last entry read
/// @param unread messages of others after it: (number − number at the mark) − (own senderNumber −
///   own at the mark)
/// @param mentions live messages of others after it that name the participant
/// @param readAt when the mark last moved, null if never
public record ReadMark(long seq, long unread, long mentions, @Nullable Instant readAt) {}
