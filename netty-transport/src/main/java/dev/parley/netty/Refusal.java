package dev.parley.netty;

/// An answer instead of a session.
///
/// @param status of HTTP
/// @param json the body
public record Refusal(int status, String json) {}
