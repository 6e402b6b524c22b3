package dev.parley.server;

import dev.parley.server.Finding.Broken;
import dev.parley.server.Finding.Doubtful;
import dev.parley.server.Finding.Fine;
import java.net.URI;
import java.util.List;
import java.util.Objects;

/// What is said in settings and can be judged without trying.
final class SettingChecks {
  private static final int SECRET = 32;

  private SettingChecks() {}

  static List<Finding> all(ParleySettings settings, AccountSettings accounts) {
    return List.of(
        secret(Objects.requireNonNullElse(settings.jwtSecret(), "")),
        publicUrl(
            Objects.requireNonNullElse(accounts.publicUrl(), ""),
            Objects.requireNonNullElse(accounts.mail().url(), "")),
        proxies(settings.trustedProxies()));
  }

  static Finding secret(String set) {
    if (set.isBlank()) {
      return new Fine("The secret is kept in the data folder.");
    }
    return set.length() >= SECRET
        ? new Fine("PARLEY_JWT_SECRET is long enough.")
        : new Broken(
            "PARLEY_JWT_SECRET has less than 32 characters.",
            "Take a random one: openssl rand -hex 32.");
  }

  static Finding publicUrl(String set, String mail) {
    if (set.isBlank()) {
      return mail.isBlank()
          ? new Fine("PARLEY_PUBLIC_URL is not set, and no letters are sent.")
          : new Doubtful(
              "PARLEY_PUBLIC_URL is not set, so links in letters lead to this machine.",
              "Set it to where people find the page.");
    }
    try {
      var uri = URI.create(set.strip());
      if (uri.getHost() != null && "https".equalsIgnoreCase(uri.getScheme())) {
        return new Fine("PARLEY_PUBLIC_URL is " + uri + ".");
      }
      if (uri.getHost() != null && "http".equalsIgnoreCase(uri.getScheme())) {
        return new Doubtful("PARLEY_PUBLIC_URL is without TLS.", "Use https:// in public.");
      }
    } catch (IllegalArgumentException e) {
      // said below
    }
    return new Broken(
        "PARLEY_PUBLIC_URL is no address of a page.", "Write it like https://chat.example.");
  }

  static Finding proxies(List<String> set) {
    for (var text : set) {
      try {
        if (Network.parse(text.strip()).bits() == 0) {
          return new Broken(
              "PARLEY_TRUSTED_PROXIES holds " + text + ": anybody may claim any address.",
              "Name the proxies alone.");
        }
      } catch (StartFailure e) {
        return new Broken(String.valueOf(e.getMessage()), "Mend or remove it.");
      }
    }
    return set.isEmpty()
        ? new Fine("No proxy is trusted: addresses are those of connections.")
        : new Fine("Trusted proxies: " + String.join(", ", set) + ".");
  }
}
