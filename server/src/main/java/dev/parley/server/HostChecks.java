package dev.parley.server;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.parley.server.Finding.Broken;
import dev.parley.server.Finding.Doubtful;
import dev.parley.server.Finding.Fine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;

/// What Parley needs of the machine: Java, open files, the port.
final class HostChecks {
  private static final int JAVA = 25;
  private static final long FEW_FILES = 10_000;

  private HostChecks() {}

  /// @param serving the data folder is held by a server, whose port it may be
  static List<Finding> all(ParleySettings settings, boolean serving) {
    return List.of(java(Runtime.version().feature()), files(mostFiles()), port(settings, serving));
  }

  static Finding java(int feature) {
    return feature >= JAVA
        ? new Fine("Java is " + feature + ".")
        : new Broken("Java is " + feature + ".", "Install JDK " + JAVA + ".");
  }

  private static long mostFiles() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? unix.getMaxFileDescriptorCount()
        : Long.MAX_VALUE;
  }

  /// A connection is an open file.
  static Finding files(long most) {
    return most >= FEW_FILES
        ? new Fine("Files and connections open at once: up to " + most + ".")
        : new Doubtful(
            "Files and connections open at once: only " + most + ".",
            "Raise it above the connections you expect (ulimit -n, or LimitNOFILE of systemd).");
  }

  static Finding port(ParleySettings settings, boolean serving) {
    var port = settings.port();
    var address =
        settings.host().isEmpty()
            ? new InetSocketAddress(port)
            : new InetSocketAddress(settings.host(), port);
    try (var probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(address);
      return new Fine("Port " + port + " is free.");
    } catch (IOException e) {
      return serving
          ? new Fine("Port " + port + " is in use, and a server holds the data folder.")
          : new Broken(
              "Port " + port + " can't be had (" + e.getMessage() + ").",
              "End what listens there, or choose another one with --port or --host.");
    }
  }
}
