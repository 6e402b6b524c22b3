package dev.parley.server;

import dev.parley.chat.SignUp;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// The settings under `parley`, described in `application.yml`.
@ConfigurationProperties("parley")
record ParleySettings(
    String host,
    int port,
    Path data,
    @Nullable String jwtSecret,
    List<String> allowedOrigins,
    List<String> trustedProxies,
    boolean secureCookies,
    SignUp.Mode signup,
    int groupSize,
    Duration drain) {

  ParleySettings {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("a port is a number from 0 to 65535");
    }
    if (groupSize < 2) {
      throw new IllegalArgumentException("a group has at least 2 members");
    }
  }

  /// Where a browser on this machine finds it.
  String url(int actualPort) {
    var name = host.isEmpty() || host.equals("0.0.0.0") || host.equals("::") ? "localhost" : host;
    return "http://" + (name.contains(":") ? "[" + name + "]" : name) + ":" + actualPort;
  }
}
