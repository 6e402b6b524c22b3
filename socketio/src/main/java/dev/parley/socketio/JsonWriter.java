package dev.parley.socketio;

import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Writes the plain Java values that [JsonReader] reads, and [RawJson]. A `byte[]` becomes a
/// placeholder and is set aside as an attachment. Numbers that JSON lacks are null, as in
/// JavaScript.
final class JsonWriter {
  private static final JsonFactory JSON = new JsonFactory();

  private final JsonGenerator json;
  private final List<byte[]> attachments = new ArrayList<>(0);

  private JsonWriter(JsonGenerator json) {
    this.json = json;
  }

  /// `["event",args…]`
  static Payload event(String event, @Nullable Object... args) {
    return array(event, args);
  }

  /// `[args…]`
  static Payload array(@Nullable Object... args) {
    return array(null, args);
  }

  static String object(Map<String, ?> object) {
    StringWriter text = new StringWriter(64);
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      new JsonWriter(json).write(object);
    }
    return text.toString();
  }

  private static Payload array(@Nullable String first, @Nullable Object[] rest) {
    StringWriter text = new StringWriter(128);
    List<byte[]> attachments;
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      JsonWriter writer = new JsonWriter(json);
      json.writeStartArray();
      if (first != null) {
        json.writeString(first);
      }
      for (Object value : rest) {
        writer.write(value);
      }
      json.writeEndArray();
      attachments = writer.attachments;
    }
    return new Payload(text.toString(), attachments.isEmpty() ? List.of() : attachments);
  }

  private void write(@Nullable Object value) {
    switch (value) {
      case null -> json.writeNull();
      case String text -> json.writeString(text);
      case Boolean truth -> json.writeBoolean(truth);
      case Number number -> write(number);
      case RawJson raw -> json.writeRawValue(raw.text());
      case byte[] bytes -> attach(bytes);
      case Map<?, ?> object -> write(object);
      case Iterable<?> items -> {
        json.writeStartArray();
        items.forEach(this::write);
        json.writeEndArray();
      }
      default ->
          throw new IllegalArgumentException("no JSON form for " + value.getClass().getName());
    }
  }

  private void write(Map<?, ?> object) {
    json.writeStartObject();
    object.forEach((key, value) -> {
      json.writeName(String.valueOf(key));
      write(value);
    });
    json.writeEndObject();
  }

  private void write(Number value) {
    switch (value) {
      case Long number -> json.writeNumber(number);
      case Integer number -> json.writeNumber(number);
      case BigInteger number -> json.writeNumber(number);
      case BigDecimal number -> json.writeNumber(number);
      case Short number -> json.writeNumber(number.intValue());
      case Byte number -> json.writeNumber(number.intValue());
      case Double number when Double.isFinite(number) -> json.writeNumber(number);
      case Float number when Float.isFinite(number) -> json.writeNumber(number);
      case Double _, Float _ -> json.writeNull();
      default ->
          throw new IllegalArgumentException("no JSON form for " + value.getClass().getName());
    }
  }

  private void attach(byte[] bytes) {
    json.writeStartObject();
    json.writeBooleanProperty("_placeholder", true);
    json.writeNumberProperty("num", attachments.size());
    json.writeEndObject();
    attachments.add(bytes);
  }
}
