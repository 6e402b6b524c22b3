package dev.parley.chat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Who answered a message with one emoji.
///
/// @param userIds in the order in which they did, each once
public record Reaction(String emoji, List<String> userIds) {
  private static final int EMOJI_BYTES = 64;
  private static final int KEYCAP = 0x20E3;

  /// An extended grapheme cluster, UAX #29.
  private static final Pattern ONE_CHARACTER = Pattern.compile("\\X");

  public Reaction {
    userIds = List.copyOf(userIds);
  }

  /// One character as people see it that begins with an emoji: a face, with its skin and hair, a
  /// flag, a keycap; no digit on its own. At most 64 bytes in UTF-8.
  static boolean isEmoji(String text) {
    return !text.isEmpty()
        && text.getBytes(StandardCharsets.UTF_8).length <= EMOJI_BYTES
        && ONE_CHARACTER.matcher(text).matches()
        && Character.isEmoji(text.codePointAt(0))
        && (text.codePointAt(0) > 0x7F || text.indexOf(KEYCAP) > 0);
  }

  Reaction with(String userId) {
    return new Reaction(emoji, Stream.concat(userIds.stream(), Stream.of(userId)).toList());
  }

  Reaction without(String userId) {
    return new Reaction(emoji, userIds.stream().filter(id -> !id.equals(userId)).toList());
  }
}
