package dev.parley.chat;

import java.time.Instant;

/// That a message is pinned to its conversation, since when, and by whom.
public record Pin(Instant at, String userId) {
  public Pin {
    at = Instant.ofEpochMilli(at.toEpochMilli());
  }
}
