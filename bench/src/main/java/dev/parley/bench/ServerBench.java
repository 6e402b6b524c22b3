package dev.parley.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Measures a whole server from outside: starts it, signs people up, and counts its CPU time and
/// memory while they use it. Arguments: the phases to run (all of them without), then `--` and the
/// command that starts the server. Prints one Markdown table.
public final class ServerBench {
  private static final Set<String> PHASES =
      Set.of("start", "group", "growth", "direct", "idle", "rest", "return");

  /// A row of the table.
  record Figure(String what, String value) {}

  private ServerBench() {}

  public static void main(String[] args) throws Exception {
    var separator = List.of(args).indexOf("--");
    if (separator < 0 || separator == args.length - 1) {
      System.err.println("usage: ServerBench [" + String.join("|", PHASES) + "]… -- command…");
      System.exit(2);
    }
    var phases = new TreeSet<>(List.of(args).subList(0, separator));
    if (phases.isEmpty()) {
      phases.addAll(PHASES);
    }
    var command = List.of(args).subList(separator + 1, args.length);
    var figures = new ArrayList<Figure>();
    for (var phase : phases) {
      System.err.println("measuring " + phase + "…");
      figures.addAll(measure(phase, command));
    }
    System.out.println("| what | measured |\n|---|---|");
    figures.forEach(f -> System.out.println("| " + f.what() + " | " + f.value() + " |"));
  }

  private static List<Figure> measure(String phase, List<String> command) throws Exception {
    var data = Files.createTempDirectory("parley-bench");
    try (var server = ServerProcess.start(command, data)) {
      return switch (phase) {
        case "start" -> start(server);
        case "group" -> new GroupLoad(server).measure();
        case "growth" -> new GrowthLoad(server).measure();
        case "direct" -> new DirectLoad(server).measure();
        case "idle" -> new IdleLoad(server).measure();
        case "rest" -> new RestLoad(server).measure();
        case "return" -> new ReturnLoad(server).measure();
        default -> throw new IllegalArgumentException("no such phase: " + phase);
      };
    } finally {
      delete(data);
    }
  }

  private static List<Figure> start(ServerProcess server) throws Exception {
    Thread.sleep(Duration.ofSeconds(10));
    return List.of(
        new Figure("start to first 200", server.startTime().toMillis() + " ms"),
        new Figure("idle RSS after 10 s", megabytes(server.rss())),
        new Figure("live heap, nobody connected", megabytes(server.liveHeap())));
  }

  static String megabytes(long bytes) {
    return "%.0f MB".formatted(bytes / 1e6);
  }

  static String micros(double micros) {
    return "%.2f µs".formatted(micros);
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
