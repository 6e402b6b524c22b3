package dev.parley.gateway;

import dev.parley.chat.Refusal;
import dev.parley.chat.Refused;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/// The one JSON mapper. Views are written in the order of their components, times as ISO-8601 UTC
/// with exactly three digits of a second.
public final class Json {
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

  private static final long DAY = 86_400_000L;
  private static final long YEAR_10000 = LocalDate.of(10_000, 1, 1).toEpochDay() * DAY;

  private static final TypeReference<Map<String, @Nullable Object>> OBJECT =
      new TypeReference<>() {};

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .addModule(new SimpleModule("times").addSerializer(new TimeSerializer()))
          .build();

  private Json() {}

  public static JsonMapper mapper() {
    return MAPPER;
  }

  /// A view as JSON text.
  public static String text(Object view) {
    return MAPPER.writeValueAsString(view);
  }

  /// Reads a request body. Refuses what is no JSON, no object, or names a field twice.
  public static Map<String, @Nullable Object> object(byte[] body) {
    try {
      var read = MAPPER.readTree(body);
      if (!read.isObject()) {
        throw new Refused(Refusal.INVALID_PAYLOAD, "The body must be a JSON object");
      }
      return MAPPER.convertValue(read, OBJECT);
    } catch (JacksonException e) {
      throw new Refused(Refusal.INVALID_PAYLOAD, "The body is not valid JSON");
    }
  }

  /// A time as every view writes it. Written by hand for the years anybody meets: the formatter
  /// took a third of the time of encoding a page of messages.
  static String time(Instant time) {
    var millis = time.toEpochMilli();
    if (millis < 0 || millis >= YEAR_10000) {
      return TIME.format(time);
    }
    var at = LocalDate.ofEpochDay(millis / DAY);
    var ofDay = (int) (millis % DAY);
    var text = new byte[24];
    digits(text, 0, 4, at.getYear());
    digits(text, 5, 2, at.getMonthValue());
    digits(text, 8, 2, at.getDayOfMonth());
    digits(text, 11, 2, ofDay / 3_600_000);
    digits(text, 14, 2, ofDay / 60_000 % 60);
    digits(text, 17, 2, ofDay / 1_000 % 60);
    digits(text, 20, 3, ofDay % 1_000);
    text[4] = text[7] = '-';
    text[10] = 'T';
    text[13] = text[16] = ':';
    text[19] = '.';
    text[23] = 'Z';
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  private static void digits(byte[] text, int from, int count, int number) {
    var rest = number;
    for (int i = from + count - 1; i >= from; i--) {
      text[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }

  private static final class TimeSerializer extends StdSerializer<Instant> {
    TimeSerializer() {
      super(Instant.class);
    }

    @Override
    public void serialize(Instant time, JsonGenerator json, SerializationContext context) {
      json.writeString(time(time));
    }
  }
}
