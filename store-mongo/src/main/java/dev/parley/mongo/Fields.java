package dev.parley.mongo;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// Reads and writes single fields. A field that is null is left out of its document.
final class Fields {
  private Fields() {}

  static String text(Document document, String field) {
    return Objects.requireNonNull(document.getString(field), field);
  }

  static @Nullable String textOrNull(Document document, String field) {
    return document.getString(field);
  }

  /// 0 when there is none.
  static long number(Document document, String field) {
    return document.get(field) instanceof Number number ? number.longValue() : 0;
  }

  static @Nullable Integer integerOrNull(Document document, String field) {
    return document.get(field) instanceof Number number ? number.intValue() : null;
  }

  static Instant time(Document document, String field) {
    return Objects.requireNonNull(timeOrNull(document, field), field);
  }

  static @Nullable Instant timeOrNull(Document document, String field) {
    var date = document.getDate(field);
    return date == null ? null : date.toInstant();
  }

  static boolean flag(Document document, String field) {
    return Boolean.TRUE.equals(document.getBoolean(field));
  }

  static <E extends Enum<E>> E word(Document document, String field, Class<E> type) {
    return Enum.valueOf(type, text(document, field));
  }

  static List<String> texts(Document document, String field) {
    return List.copyOf(document.getList(field, String.class, List.of()));
  }

  static List<Document> documents(Document document, String field) {
    return document.getList(field, Document.class, List.of());
  }

  static Date date(Instant time) {
    return Date.from(time);
  }

  static @Nullable Date dateOrNull(@Nullable Instant time) {
    return time == null ? null : Date.from(time);
  }

  static void put(Document document, String field, @Nullable Object value) {
    if (value != null) {
      document.put(field, value);
    }
  }

  static void put(Document document, String field, List<?> values) {
    if (!values.isEmpty()) {
      document.put(field, values);
    }
  }

  /// BSON holds well-formed text only: half a surrogate pair becomes the replacement character.
  static @Nullable String wellFormed(@Nullable String text) {
    if (text == null || isWellFormed(text)) {
      return text;
    }
    var formed = new StringBuilder(text.length());
    text.codePoints().forEach(c -> formed.appendCodePoint(isHalf(c) ? 0xFFFD : c));
    return formed.toString();
  }

  private static boolean isWellFormed(String text) {
    return text.codePoints().noneMatch(Fields::isHalf);
  }

  private static boolean isHalf(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }
}
