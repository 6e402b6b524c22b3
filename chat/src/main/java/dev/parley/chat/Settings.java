package dev.parley.chat;

/// How one participant keeps a conversation; nobody else sees it.
public record Settings(boolean muted, boolean pinned, boolean archived) {
  public static final Settings DEFAULT = new Settings(false, false, false);
}
