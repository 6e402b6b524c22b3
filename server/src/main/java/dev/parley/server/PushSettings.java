package dev.parley.server;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// The settings under `parley.push`, described in `application.yml`.
///
/// @param subject `mailto:` or `https:`; empty for the public address
/// @param endpoints origins of push services
/// @param after how long readers are given
@ConfigurationProperties("parley.push")
record PushSettings(boolean enabled, String subject, List<String> endpoints, Duration after) {
  PushSettings {
    if (!subject.isEmpty() && !subject.startsWith("mailto:") && !subject.startsWith("https:")) {
      throw new IllegalArgumentException("the subject of pushes begins with mailto: or https:");
    }
  }
}
