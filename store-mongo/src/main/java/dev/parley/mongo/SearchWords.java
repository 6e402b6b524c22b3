package dev.parley.mongo;

import com.mongodb.client.model.Filters;
import dev.parley.chat.Entry;
import dev.parley.chat.Message;
import dev.parley.chat.SearchPlaces;
import dev.parley.chat.SearchTerms;
import dev.parley.chat.Words;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.bson.conversions.Bson;

/// What an entry is found by in the collection of words: each of its words once, without where it
/// stands. Whether they stand side by side is seen in the text itself.
final class SearchWords {
  /// A longer word is found by its beginning.
  private static final int LONGEST = 64;

  private static final int PLACE_DIGITS = 5;

  private SearchWords() {}

  static List<String> of(Entry entry) {
    var text =
        entry.isLiveMessage() && entry.body() instanceof Message message ? message.text() : null;
    return text == null
        ? List.of()
        : Words.of(text).stream().map(word -> shortened(word.text())).distinct().toList();
  }

  /// By time, then by the random part of the id. Two may share a place.
  static long place(Entry entry) {
    var id = entry.id();
    return SearchPlaces.first(entry.createdAt().toEpochMilli())
        + HexFormat.fromHexDigits(id, id.length() - PLACE_DIGITS, id.length());
  }

  /// What a document with all of the terms matches; a document that matches need not have them.
  static Bson matching(SearchTerms terms) {
    var filters = new ArrayList<Bson>();
    for (var term : terms.terms()) {
      var last = term.words().size() - 1;
      for (var i = 0; i <= last; i++) {
        var word = shortened(term.words().get(i));
        filters.add(
            term.prefix() && i == last
                ? Filters.regex("words", "^" + MongoUsers.literally(word))
                : Filters.eq("words", word));
      }
    }
    return Filters.and(filters);
  }

  private static String shortened(String word) {
    var end = Math.min(word.length(), LONGEST);
    var splits = end < word.length() && Character.isHighSurrogate(word.charAt(end - 1));
    return word.substring(0, splits ? end - 1 : end);
  }
}
