package dev.parley.server;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// Addresses of the page that leave the server in letters.
///
/// @param base where people find the page
record Links(String base) {
  static Links of(AccountSettings accounts, ParleySettings settings) {
    var set = accounts.publicUrl();
    var base = set == null || set.isBlank() ? settings.url(settings.port()) : set.strip();
    return new Links(base.endsWith("/") ? base.substring(0, base.length() - 1) : base);
  }

  String verify(String token) {
    return base + "/verify?token=" + encoded(token);
  }

  String reset(String token) {
    return base + "/reset?token=" + encoded(token);
  }

  String invite(String code) {
    return base + "/invite?code=" + encoded(code);
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
