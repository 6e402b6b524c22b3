package dev.parley.chat;

import java.time.Instant;

/// Somebody may join a group, and has not said yet whether they will.
///
/// @param byUserId who wanted to add them
public record GroupInvitation(
    String conversationId, String userId, String byUserId, Instant createdAt) {}
