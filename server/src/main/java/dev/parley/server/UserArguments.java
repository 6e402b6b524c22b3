package dev.parley.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What follows `user` on the command line.
record UserArguments(Path data, UserCommands.Command command) {
  static final String HELP =
      """
      Usage: parley user add [--admin] --email E --username U [--password P] [--data DIR]
             parley user list [--data DIR]
             parley user disable|enable --email E | --username U [--data DIR]
             parley user reset-password --email E | --username U [--password P] [--data DIR]

      Works while the server runs and while it does not. A password that is not given is asked for,
      or read from the standard input. The list has id, username, email, role, state and time of
      creation, parted by tabs.\
      """;

  private static final List<String> COMMANDS =
      List.of("add", "list", "disable", "enable", "reset-password");

  /// @param folder null for the default
  static UserArguments parse(@Nullable String folder, String... args) {
    if (args.length == 0 || !COMMANDS.contains(args[0])) {
      throw new StartFailure("Which user command? There are " + String.join(", ", COMMANDS) + ".");
    }
    var data = folder == null || folder.isEmpty() ? "./data" : folder;
    var admin = false;
    String email = null;
    String username = null;
    String password = null;
    for (int i = 1; i < args.length; i++) {
      var equals = args[i].indexOf('=');
      var name = equals < 0 ? args[i] : args[i].substring(0, equals);
      if (name.equals("--admin")) {
        admin = true;
        continue;
      }
      if (!List.of("--email", "--username", "--password", "--data").contains(name)) {
        throw new StartFailure("Unknown argument " + args[i] + "; user --help names them.");
      }
      if (equals < 0 && ++i == args.length) {
        throw new StartFailure(name + " needs a value.");
      }
      var value = equals < 0 ? args[i] : args[i].substring(equals + 1);
      switch (name) {
        case "--email" -> email = value;
        case "--username" -> username = value;
        case "--password" -> password = value;
        default -> data = value;
      }
    }
    return new UserArguments(
        Path.of(data), new UserCommands.Command(args[0], admin, email, username, password));
  }

  /// With the password that the command needs and nobody gave.
  UserArguments withPassword() {
    var needed = command.name().equals("add") || command.name().equals("reset-password");
    if (!needed || command.password() != null) {
      return this;
    }
    var given =
        new UserCommands.Command(
            command.name(), command.admin(), command.email(), command.username(), ask());
    return new UserArguments(data, given);
  }

  @SuppressWarnings("SystemConsoleNull") // since JDK 25 it is null again without a terminal
  private static String ask() {
    var console = System.console();
    if (console != null && console.isTerminal()) {
      return new String(
          Objects.requireNonNullElse(console.readPassword("Password: "), new char[0]));
    }
    try {
      // Not closed: it is the process's own.
      var line =
          new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())).readLine();
      return line == null ? "" : line;
    } catch (IOException e) {
      throw new StartFailure("The password can't be read: " + e.getMessage());
    }
  }
}
