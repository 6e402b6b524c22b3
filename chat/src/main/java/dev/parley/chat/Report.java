package dev.parley.chat;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Somebody's complaint, for administrators to look at.
///
/// @param reason in the reporter's words
/// @param evidence what was said, when it is about a message
/// @param outcome null while it is open
public record Report(
    String id,
    String reporterId,
    Target target,
    String reason,
    @Nullable Evidence evidence,
    Instant createdAt,
    @Nullable Outcome outcome) {

  public enum Kind {
    USER,
    MESSAGE,
    CONVERSATION;

    /// As clients see it.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// What it is about.
  public record Target(Kind kind, String id) {}

  /// A copy of the message, as it was when it was reported: an edit or a deletion does not change
  /// it.
  public record Evidence(String conversationId, String authorId, @Nullable String text) {}

  /// How it ended.
  public record Outcome(Status status, String adminId, @Nullable String note, Instant at) {}

  public enum Status {
    OPEN,
    RESOLVED,
    DISMISSED;

    /// As clients see it.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Status status() {
    return outcome == null ? Status.OPEN : outcome.status();
  }

  Report closed(Outcome next) {
    return new Report(id, reporterId, target, reason, evidence, createdAt, next);
  }
}
