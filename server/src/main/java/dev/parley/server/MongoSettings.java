package dev.parley.server;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// The settings under `parley.mongodb`, described in `application.yml`. Without an address
/// everything is kept in the data folder.
@ConfigurationProperties("parley.mongodb")
record MongoSettings(String uri, Duration timeout) {
  MongoSettings {
    if (timeout.toMillis() < 1) {
      throw new IllegalArgumentException("a timeout is at least a millisecond");
    }
  }

  boolean isSet() {
    return !uri.isEmpty();
  }

  /// The address may hold a password.
  @Override
  public String toString() {
    return "MongoSettings[" + (isSet() ? "set" : "") + "]";
  }
}
