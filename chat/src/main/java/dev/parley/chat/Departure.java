package dev.parley.chat;

/// An account that is gone and whose traces are being removed.
///
/// @param erase whether the messages go too; else they stay, as those of a deleted user
public record Departure(String userId, boolean erase) {}
