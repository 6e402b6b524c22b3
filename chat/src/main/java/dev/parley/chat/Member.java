package dev.parley.chat;

/// A participant of one conversation.
///
/// @param joinedSeq head of the log when they joined: the order of standing, and where their read
///   mark began
public record Member(String userId, MemberRole role, long joinedSeq) {}
