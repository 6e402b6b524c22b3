package dev.parley.migrate;

import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.stream.Collectors;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// How a column of SQLite is a field of MongoDB. A value of a row is as SQLite has it, a String or
/// a Long, and absent where that has NULL.
enum Kind {
  TEXT,
  NUMBER,
  /// A number that is 0 where a document has none.
  COUNT,
  /// Epoch milliseconds, and a date.
  TIME,
  /// 0 or 1; false where a document has none.
  FLAG,
  /// Ids parted by spaces, and a list.
  WORDS,
  /// A line an emoji: it, and who, parted by spaces; and a list of documents.
  REACTIONS,
  /// Made of other things on the way, on either side; not compared.
  MADE;

  @Nullable Object toMongo(Object value) {
    return switch (this) {
      case TEXT, NUMBER, COUNT, MADE -> value;
      case TIME -> Date.from(Instant.ofEpochMilli((Long) value));
      case FLAG -> value.equals(1L);
      case WORDS -> List.of(((String) value).split(" ", -1));
      case REACTIONS -> ((String) value).lines().map(Kind::reaction).toList();
    };
  }

  private static Document reaction(String line) {
    var words = Arrays.asList(line.split(" ", -1));
    return new Document("emoji", words.getFirst())
        .append("userIds", words.subList(1, words.size()));
  }

  @Nullable Object fromMongo(@Nullable Object value) {
    if (value == null) {
      return this == COUNT || this == FLAG ? 0L : null;
    }
    return switch (this) {
      case TEXT, MADE -> value;
      case NUMBER, COUNT -> ((Number) value).longValue();
      case TIME -> ((Date) value).toInstant().toEpochMilli();
      case FLAG -> value.equals(true) ? 1L : 0L;
      case WORDS -> joined((List<?>) value, " ");
      case REACTIONS -> joined(((List<?>) value).stream().map(Kind::line).toList(), "\n");
    };
  }

  private static String line(Object reaction) {
    var document = (Document) reaction;
    return document.getString("emoji")
        + " "
        + String.join(" ", document.getList("userIds", String.class, List.of()));
  }

  private static @Nullable String joined(List<?> words, String by) {
    return words.isEmpty()
        ? null
        : words.stream().map(String::valueOf).collect(Collectors.joining(by));
  }
}
