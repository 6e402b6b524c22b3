package dev.parley.server;

import dev.parley.server.Finding.Broken;
import dev.parley.server.Finding.Doubtful;
import dev.parley.server.Finding.Fine;
import java.time.Duration;

/// Whether another machine's clock agrees with ours. Leases and the times of messages are written
/// by whoever's clock is at hand.
final class ClockChecks {
  private static final Duration LITTLE = Duration.ofSeconds(1);
  private static final Duration MUCH = Duration.ofSeconds(5);

  private ClockChecks() {}

  /// @param ahead of our clock, negative when behind
  static Finding of(String whose, Duration ahead) {
    var line =
        "The clock of %s is %.1f s %s ours."
            .formatted(
                whose, ahead.abs().toMillis() / 1_000.0, ahead.isNegative() ? "behind" : "before");
    var mend = "Keep all machines' clocks by NTP.";
    if (ahead.abs().compareTo(LITTLE) <= 0) {
      return new Fine("The clock of " + whose + " agrees with ours.");
    }
    return ahead.abs().compareTo(MUCH) > 0 ? new Broken(line, mend) : new Doubtful(line, mend);
  }
}
