package dev.parley.socketio;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/// Reads payloads into plain Java values: objects as `LinkedHashMap`, arrays as `ArrayList`, whole
/// numbers as `Long` (`BigInteger` beyond), others as `Double`, `String`, `Boolean`, null. Of a key
/// given twice the last counts, as in JavaScript.
final class JsonReader {
  private final JsonFactory json;

  /// A reader that refuses deeper nesting.
  ///
  /// @param maxDepth how deep arrays and objects may nest
  JsonReader(int maxDepth) {
    json =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder().maxNestingDepth(maxDepth).build())
            .build();
  }

  /// An auth payload: an object, or no text for an empty one.
  Map<String, @Nullable Object> object(String text) {
    if (text.isEmpty()) {
      return Map.of();
    }
    return read(text, 0, JsonToken.START_OBJECT, Reading::object);
  }

  /// A JSON array; with `attachments` above 0, `{"_placeholder":true,"num":n}` stands for the
  /// attachment n.
  Arguments array(String text, int attachments) {
    return read(
        text,
        attachments,
        JsonToken.START_ARRAY,
        reading -> new Arguments(reading.array(), reading.slots));
  }

  /// An event's array, without attachments. Of one that nests deeper, or holds a longer number,
  /// than is read here, the name alone: what its sender did wrong is its handler's to say, and no
  /// reason to end the connection.
  Arguments event(String text) {
    try {
      return array(text, 0);
    } catch (BeyondLimits e) {
      return new Arguments(List.of(firstString(text)), List.of());
    }
  }

  private String firstString(String text) {
    try (JsonParser parser = json.createParser(ObjectReadContext.empty(), text)) {
      if (parser.nextToken() == JsonToken.START_ARRAY
          && parser.nextToken() == JsonToken.VALUE_STRING) {
        return parser.getString();
      }
    } catch (JacksonException e) {
      // As below: not even that far.
    }
    throw new MalformedPacket("an event without a name");
  }

  private <T> T read(String text, int attachments, JsonToken start, Function<Reading, T> body) {
    try (JsonParser parser = json.createParser(ObjectReadContext.empty(), text)) {
      if (parser.nextToken() != start) {
        throw new MalformedPacket("payload of the wrong kind");
      }
      T result = body.apply(new Reading(parser, attachments));
      if (parser.nextToken() != null) {
        throw new MalformedPacket("text behind the payload");
      }
      return result;
    } catch (StreamConstraintsException e) {
      throw new BeyondLimits();
    } catch (JacksonException e) {
      throw new MalformedPacket("invalid JSON");
    }
  }

  /// Stands where an attachment belongs, until its container has noted the place.
  private record Placeholder(int num) {}

  private static final class Reading {
    private final JsonParser parser;
    private final int attachments;
    private final List<Arguments.Slot> slots;

    Reading(JsonParser parser, int attachments) {
      this.parser = parser;
      this.attachments = attachments;
      this.slots = attachments == 0 ? List.of() : new ArrayList<>(attachments);
    }

    List<@Nullable Object> array() {
      List<@Nullable Object> list = new ArrayList<>();
      for (var token = parser.nextToken();
          token != JsonToken.END_ARRAY;
          token = parser.nextToken()) {
        Object value = value(token);
        if (value instanceof Placeholder(int num)) {
          slots.add(new Arguments.Slot.InList(list, list.size(), num));
          value = null;
        }
        list.add(value);
      }
      return list;
    }

    Map<String, @Nullable Object> object() {
      Map<String, @Nullable Object> object = new LinkedHashMap<>();
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String key = parser.currentName();
        Object value = value(parser.nextToken());
        if (value instanceof Placeholder(int num)) {
          slots.add(new Arguments.Slot.InObject(object, key, num));
          value = null;
        }
        object.put(key, value);
      }
      return object;
    }

    private @Nullable Object value(@Nullable JsonToken token) {
      return switch (token) {
        case START_ARRAY -> array();
        case START_OBJECT -> placeholderOr(object());
        case VALUE_STRING -> parser.getString();
        case VALUE_NUMBER_INT -> wholeNumber();
        case VALUE_NUMBER_FLOAT -> fraction();
        case VALUE_TRUE -> true;
        case VALUE_FALSE -> false;
        case VALUE_NULL -> null;
        case null, default -> throw new MalformedPacket("invalid JSON");
      };
    }

    private Object wholeNumber() {
      return switch (parser.getNumberType()) {
        case INT, LONG -> parser.getLongValue();
        default -> parser.getBigIntegerValue();
      };
    }

    // No client of JavaScript can write a number beyond the range of a double.
    private double fraction() {
      double number = parser.getDoubleValue();
      if (Double.isInfinite(number)) {
        throw new MalformedPacket("number out of range");
      }
      return number;
    }

    private Object placeholderOr(Map<String, @Nullable Object> object) {
      if (attachments == 0 || !Boolean.TRUE.equals(object.get("_placeholder"))) {
        return object;
      }
      if (object.get("num") instanceof Long num && num >= 0 && num < attachments) {
        return new Placeholder(num.intValue());
      }
      throw new MalformedPacket("a placeholder without attachment");
    }
  }
}
