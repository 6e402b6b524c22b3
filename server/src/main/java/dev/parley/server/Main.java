package dev.parley.server;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/// Starts Parley.
public final class Main {
  private Main() {}

  public static void main(String... args) {
    try {
      if (args.length > 0 && args[0].equals("user")) {
        user(Arrays.copyOfRange(args, 1, args.length));
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

  private static void user(String... args) {
    if (List.of(args).contains("--help")) {
      System.out.println(UserArguments.HELP);
      return;
    }
    var arguments = UserArguments.parse(System.getenv("PARLEY_DATA"), args);
    UserProgram.run(arguments).forEach(System.out::println);
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
