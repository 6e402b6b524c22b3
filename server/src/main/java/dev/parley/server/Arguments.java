package dev.parley.server;

import java.util.ArrayList;
import java.util.List;

/// What stands on the command line.
///
/// @param settings those that were named, as `--parley.port=8080`; they override the environment
record Arguments(boolean help, boolean version, boolean demo, List<String> settings) {
  static final String HELP =
      """
      Usage: parley [--port N] [--host ADDRESS] [--data DIR] [--demo]
             parley user add|list|disable|enable|reset-password …
             parley backup --to NEWDIR [--data DIR]
             parley restore --from BACKUP [--data NEWDIR]
             parley migrate --from sqlite|mongodb --to mongodb|sqlite [--data DIR]
             parley doctor [--port N] [--host ADDRESS] [--data DIR]

        --port N        port of the page, REST and Socket.IO (PARLEY_PORT, 8080; 0 picks a free one)
        --host ADDRESS  address to listen on (PARLEY_HOST, all of this machine's)
        --data DIR      folder that holds everything (PARLEY_DATA, ./data)
        --demo          fill an empty data folder with demo people and their conversations
        --version       print the version
        --help          print this

      More settings, all of them environment variables, are in docs/configuration.md.\
      """;

  Arguments {
    settings = List.copyOf(settings);
  }

  static Arguments parse(String... args) {
    var help = false;
    var version = false;
    var demo = false;
    var settings = new ArrayList<String>();
    for (int i = 0; i < args.length; i++) {
      var equals = args[i].indexOf('=');
      var name = equals < 0 ? args[i] : args[i].substring(0, equals);
      switch (name) {
        case "--help", "-h" -> help = true;
        case "--version" -> version = true;
        case "--demo" -> demo = true;
        case "--port", "--host", "--data" -> {
          if (equals < 0 && ++i == args.length) {
            throw new StartFailure(name + " needs a value.");
          }
          var value = equals < 0 ? args[i] : args[i].substring(equals + 1);
          settings.add("--parley." + name.substring(2) + "=" + value);
        }
        default -> throw new StartFailure("Unknown argument " + args[i] + "; --help names them.");
      }
    }
    return new Arguments(help, version, demo, settings);
  }
}
