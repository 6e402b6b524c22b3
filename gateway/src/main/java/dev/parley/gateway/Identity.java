package dev.parley.gateway;

import dev.parley.chat.UserRole;

/// Who somebody has proved to be.
///
/// @param sessionId the session this lasts as long as
public record Identity(String userId, String username, UserRole role, String sessionId) {}
