package dev.parley.server;

import dev.parley.chat.Strangers;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// The settings about what people may do to each other, described in `application.yml`.
///
/// @param strangers for those who have chosen nothing
/// @param retention days that messages are kept at most; 0 for ever
@ConfigurationProperties("parley")
record PeopleSettings(Strangers strangers, int retention) {
  PeopleSettings {
    if (retention < 0 || retention > 36_500) {
      throw new IllegalArgumentException("messages are kept for 0 to 36500 days");
    }
  }
}
