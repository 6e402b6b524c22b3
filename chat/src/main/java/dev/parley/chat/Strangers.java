package dev.parley.chat;

import java.util.Locale;

/// What a user lets strangers do.
public enum Strangers {
  /// Write directly, and add to groups.
  ALLOW,
  /// Send one message and wait, and invite to groups.
  ASK;

  /// As clients see it.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
