package dev.parley.chat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/// What a text must hold to be found: every term of them.
///
/// @param terms none when what was asked for has no letter and no digit: nothing is found then
public record SearchTerms(List<Term> terms) {
  static final int LENGTH = 200;
  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final Pattern QUOTES = Pattern.compile("[\"\u201c\u201d]");

  /// Words that stand side by side.
  ///
  /// @param prefix the last of them may be only the beginning of a word
  public record Term(List<String> words, boolean prefix) {
    public Term {
      words = List.copyOf(words);
    }

    private boolean isAt(List<Words.Word> text, int from) {
      if (from + words.size() > text.size()) {
        return false;
      }
      var last = words.size() - 1;
      for (var i = 0; i <= last; i++) {
        var found = text.get(from + i).text();
        var wanted = words.get(i);
        if (!((prefix && i == last) ? found.startsWith(wanted) : found.equals(wanted))) {
          return false;
        }
      }
      return true;
    }
  }

  /// A found place in a text, in UTF-16 units.
  public record Highlight(int start, int length) {}

  public SearchTerms {
    terms = List.copyOf(terms);
  }

  /// Reads what somebody typed: words parted by blanks, of which the last may be unfinished, and
  /// phrases in double quotes. Nothing else has a meaning, and nothing is wrong.
  public static SearchTerms of(String typed) {
    var terms = new ArrayList<Term>();
    var parts = QUOTES.split(typed, -1);
    for (var i = 0; i < parts.length; i++) {
      var quoted = i % 2 == 1;
      if (quoted) {
        add(terms, parts[i], false);
        continue;
      }
      var words = BLANKS.split(parts[i].strip(), -1);
      for (var w = 0; w < words.length; w++) {
        add(terms, words[w], i == parts.length - 1 && w == words.length - 1);
      }
    }
    return new SearchTerms(terms);
  }

  private static void add(List<Term> terms, String text, boolean prefix) {
    var words = Words.of(text).stream().map(Words.Word::text).toList();
    if (!words.isEmpty()) {
      terms.add(new Term(words, prefix));
    }
  }

  /// Where the terms stand in a text, in order and apart from one another; none unless all do.
  public List<Highlight> in(String text) {
    var words = Words.of(text);
    var found = new ArrayList<Highlight>();
    for (var term : terms) {
      var before = found.size();
      for (var i = 0; i < words.size(); i++) {
        if (term.isAt(words, i)) {
          var start = words.get(i).start();
          var end = words.get(i + term.words().size() - 1).end();
          found.add(new Highlight(start, end - start));
        }
      }
      if (found.size() == before) {
        return List.of();
      }
    }
    return apart(found);
  }

  private static List<Highlight> apart(List<Highlight> found) {
    found.sort(Comparator.comparingInt(Highlight::start));
    var apart = new ArrayList<Highlight>();
    for (var each : found) {
      var last = apart.isEmpty() ? null : apart.getLast();
      if (last == null || each.start() >= last.start() + last.length()) {
        apart.add(each);
      } else {
        var end = Math.max(last.start() + last.length(), each.start() + each.length());
        apart.set(apart.size() - 1, new Highlight(last.start(), end - last.start()));
      }
    }
    return apart;
  }
}
