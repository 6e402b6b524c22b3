package dev.parley.chat;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Cuts a text into what can be searched for: words, and every single character of scripts that put
/// no blanks between words (Chinese, Japanese, Korean). A run of such characters is then found as a
/// phrase, whatever its length and wherever its words begin.
public final class Words {
  /// A word as it is compared, without case and accents, and where it stands in the text.
  ///
  /// @param text letters and digits only
  /// @param start in UTF-16 units, as `end`, which is behind its last one
  public record Word(String text, int start, int end) {}

  private Words() {}

  public static List<Word> of(String text) {
    var words = new ArrayList<Word>();
    var at = 0;
    while (at < text.length()) {
      var c = text.codePointAt(at);
      var next = at + Character.charCount(c);
      if (isAlone(c)) {
        next = skipMarks(text, next);
        add(words, text, at, next);
      } else if (isInWord(c)) {
        while (next < text.length() && isInWord(text.codePointAt(next))) {
          next += Character.charCount(text.codePointAt(next));
        }
        add(words, text, at, next);
      }
      at = next;
    }
    return words;
  }

  private static int skipMarks(String text, int from) {
    var at = from;
    while (at < text.length() && isMark(text.codePointAt(at))) {
      at += Character.charCount(text.codePointAt(at));
    }
    return at;
  }

  private static void add(List<Word> words, String text, int start, int end) {
    var plain = plain(text.substring(start, end));
    if (!plain.isEmpty()) {
      words.add(new Word(plain, start, end));
    }
  }

  /// As it is compared. Upper case comes first, since it knows that ß is SS; each character by
  /// itself is then made small, since a sigma must not depend on where it stands.
  private static String plain(String word) {
    var plain = new StringBuilder();
    Normalizer.normalize(word.toUpperCase(Locale.ROOT), Normalizer.Form.NFKD)
        .codePoints()
        .filter(c -> !isAccent(c))
        .map(Character::toLowerCase)
        .filter(c -> Character.isLetterOrDigit(c) || isMark(c))
        .forEach(plain::appendCodePoint);
    return Normalizer.normalize(plain, Normalizer.Form.NFC);
  }

  private static boolean isInWord(int c) {
    return !isAlone(c) && (Character.isLetterOrDigit(c) || isMark(c));
  }

  private static boolean isMark(int c) {
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK ->
          true;
      default -> c == 0xff9e || c == 0xff9f; // voiced marks of half-width katakana
    };
  }

  /// Accents of Latin, Greek and Cyrillic, points of Hebrew, vowels of Arabic: what people leave
  /// out. Those of other scripts make other letters.
  private static boolean isAccent(int c) {
    return (c >= 0x300 && c <= 0x36f)
        || (c >= 0x591 && c <= 0x5c7)
        || (c >= 0x64b && c <= 0x65f)
        || c == 0x670;
  }

  private static boolean isAlone(int c) {
    if (c < 0x1100 || !Character.isLetter(c) || c == 0xff9e || c == 0xff9f) {
      return false;
    }
    return switch (Character.UnicodeScript.of(c)) {
      case HAN, HIRAGANA, KATAKANA, HANGUL, BOPOMOFO -> true;
      default -> c == 0x30fc || c == 0xff70; // the mark of a long vowel belongs to no script
    };
  }
}
