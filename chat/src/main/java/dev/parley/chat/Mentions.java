package dev.parley.chat;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Finds whom a text names as `@username`: members of the conversation, without regard to case.
/// Where several names fit the longest one is meant. Names end where a word ends, and what is part
/// of a word or of an email address names nobody.
final class Mentions {
  private final UserStore users;

  Mentions(UserStore users) {
    this.users = users;
  }

  /// Ids in the order of the text, each once. A text without `@` costs no look-up.
  List<String> in(@Nullable String text, Roster roster) {
    var at = text == null ? -1 : next(text, 0);
    if (text == null || at < 0) {
      return List.of();
    }
    var names = names(roster);
    var lengths = new TreeSet<Integer>();
    names.keySet().forEach(name -> lengths.add(name.length()));
    var found = new LinkedHashSet<String>();
    while (at >= 0) {
      for (var length : lengths.descendingSet()) {
        var end = at + 1 + length;
        var id = endsWord(text, end) ? names.get(key(text.substring(at + 1, end))) : null;
        if (id != null) {
          found.add(id);
          break;
        }
      }
      at = next(text, at + 1);
    }
    return List.copyOf(found);
  }

  /// Ids by name.
  private Map<String, String> names(Roster roster) {
    var names = new HashMap<String, String>();
    users
        .users(roster.userIds())
        .values()
        .forEach(user -> names.put(key(user.username()), user.id()));
    return names;
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /// The next `@` that may begin a mention, -1 if there is none.
  private static int next(String text, int from) {
    var at = text.indexOf('@', from);
    while (at > 0 && isOfWord(text.codePointBefore(at), ".+-%")) {
      at = text.indexOf('@', at + 1);
    }
    return at;
  }

  private static boolean endsWord(String text, int end) {
    return end == text.length() || (end < text.length() && !isOfWord(text.codePointAt(end), ""));
  }

  private static boolean isOfWord(int codePoint, String andThese) {
    return Character.isLetterOrDigit(codePoint)
        || codePoint == '_'
        || andThese.indexOf(codePoint) >= 0;
  }
}
