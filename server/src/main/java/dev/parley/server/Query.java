package dev.parley.server;

import dev.parley.chat.Refused;
import java.util.Map;

/// Reads query parameters.
final class Query {
  private Query() {}

  static int integer(Map<String, String> query, String name, int orElse, int min, int max) {
    var text = query.get(name);
    if (text == null) {
      return orElse;
    }
    try {
      var number = Integer.parseInt(text);
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // refused below, as any number that does not fit
    }
    throw Refused.invalid(name, "must be an integer between " + min + " and " + max);
  }
}
