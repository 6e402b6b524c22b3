package dev.parley.server;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/// Starts Parley.
public final class Main {
  private Main() {}

  public static void main(String... args) {
    try {
      if (args.length > 0 && program(args[0], Arrays.copyOfRange(args, 1, args.length))) {
        return;
      }
      if (List.of(args).equals(List.of("rehearse"))) {
        Rehearsal.run();
        System.exit(0); // the transport's threads outlive the server
      }
      var arguments = Arguments.parse(args);
      if (arguments.help()) {
        System.out.println(Arguments.HELP);
      } else if (arguments.version()) {
        System.out.println("Parley " + version());
      } else {
        start(arguments);
      }
    } catch (StartFailure failure) {
      System.err.println(failure.getMessage());
      System.exit(1);
    }
  }

  /// Runs what is not the server itself; false where the first argument names no program.
  private static boolean program(String name, String... args) {
    if (!name.startsWith("-")) {
      quiet();
    }
    var help = List.of(args).contains("--help");
    var data = System.getenv("PARLEY_DATA");
    List<String> lines;
    switch (name) {
      case "user" ->
          lines =
              help ? List.of(UserArguments.HELP) : UserProgram.run(UserArguments.parse(data, args));
      case "backup" ->
          lines = help ? List.of(BackupProgram.HELP) : BackupProgram.run(data, version(), args);
      case "restore" ->
          lines = help ? List.of(RestoreProgram.HELP) : RestoreProgram.run(data, args);
      case "migrate" -> {
        if (!help) {
          MigrateProgram.run(data, ProgramSettings.mongo().uri(), System.out::println, args);
          return true;
        }
        lines = List.of(MigrateProgram.HELP);
      }
      case "doctor" -> {
        if (!help) {
          examine(args);
          return true;
        }
        lines = List.of(DoctorProgram.HELP);
      }
      default -> {
        return false;
      }
    }
    lines.forEach(System.out::println);
    return true;
  }

  /// What a program prints is for whoever waits for it: no library tells of its connections there.
  private static void quiet() {
    LoggingSystem.get(Main.class.getClassLoader())
        .setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.WARN);
  }

  private static void examine(String... args) {
    var found = DoctorProgram.run(Arguments.parse(args).settings());
    found.forEach(finding -> System.out.println(finding.text()));
    if (found.stream().anyMatch(Finding.Broken.class::isInstance)) {
      System.exit(1);
    }
  }

  private static void start(Arguments arguments) {
    var parley = Parley.start(arguments.settings());
    var settings = parley.part(ParleySettings.class);
    System.out.println(
        "Parley is at " + settings.url(parley.port()) + " with its data in " + settings.data());
    if (arguments.demo()) {
      System.out.println(
          Demo.fill(parley)
              ? Demo.signIn()
              : "There are accounts already, so no demo people were added.");
    }
  }

  /// From the jar's manifest; a build that is no jar has none.
  static String version() {
    return Objects.requireNonNullElse(
        Main.class.getPackage().getImplementationVersion(), "(not built)");
  }
}
