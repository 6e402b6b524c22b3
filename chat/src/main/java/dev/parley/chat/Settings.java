package dev.parley.chat;

/// How one participant keeps a conversation; nobody else sees it.
///
/// @param archived until the next message, which brings it back by itself
public record Settings(boolean muted, boolean pinned, boolean archived) {
  public static final Settings DEFAULT = new Settings(false, false, false);
}
