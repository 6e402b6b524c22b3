package dev.parley.server;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What stands on the command line of a program whose arguments all have a value: `--name value` or
/// `--name=value`.
final class Flags {
  private Flags() {}

  /// By name, with its dashes. Throws [StartFailure].
  static Map<String, String> parse(List<String> known, String... args) {
    var values = new HashMap<String, String>();
    for (int i = 0; i < args.length; i++) {
      var equals = args[i].indexOf('=');
      var name = equals < 0 ? args[i] : args[i].substring(0, equals);
      if (!known.contains(name)) {
        throw new StartFailure(
            "Unknown argument " + args[i] + "; there are " + String.join(", ", known) + ".");
      }
      if (equals < 0 && ++i == args.length) {
        throw new StartFailure(name + " needs a value.");
      }
      values.put(name, equals < 0 ? args[i] : args[i].substring(equals + 1));
    }
    return values;
  }
}
