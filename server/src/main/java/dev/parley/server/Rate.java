package dev.parley.server;

import java.time.Duration;
import org.springframework.boot.convert.DurationStyle;

/// How often something may be done, written `20/10m` or `off`: so many at once, and so many each
/// period in the long run.
///
/// @param count 0 for no limit
record Rate(long count, Duration period) {
  static final Rate OFF = new Rate(0, Duration.ofSeconds(1));

  /// Reads a setting; the framework looks for a method of this name.
  public static Rate valueOf(String text) {
    var setting = text.strip();
    if (setting.equals("off") || setting.equals("false")) {
      return OFF; // YAML takes a bare off for false
    }
    var slash = setting.indexOf('/');
    try {
      var count = Long.parseLong(setting.substring(0, Math.max(slash, 0)).strip());
      var period = DurationStyle.SIMPLE.parse(setting.substring(slash + 1).strip());
      if (count > 0 && count <= 1_000_000_000 && period.compareTo(Duration.ofMillis(1)) >= 0) {
        return new Rate(count, period);
      }
    } catch (IllegalArgumentException e) {
      // said below
    }
    throw new IllegalArgumentException("a limit is written like 20/10m, or off");
  }
}
