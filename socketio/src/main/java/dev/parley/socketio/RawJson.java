package dev.parley.socketio;

/// JSON text that is already encoded, put into a packet as it stands. It is not checked: text that
/// is no single JSON value makes a packet that clients refuse.
public record RawJson(String text) {}
