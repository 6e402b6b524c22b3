package dev.parley.server;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// What of the settings under `parley` concerns accounts alone.
///
/// @param publicUrl where people find the page, for links that leave the server
/// @param requireVerifiedEmail nobody signs in before their email is verified
@ConfigurationProperties("parley")
record AccountSettings(@Nullable String publicUrl, boolean requireVerifiedEmail, Mail mail) {
  /// @param url the SMTP server, such as `smtp://user:password@host:587`; none when empty
  /// @param from who letters are from
  record Mail(@Nullable String url, @Nullable String from) {}
}
