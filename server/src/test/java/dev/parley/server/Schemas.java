package dev.parley.server;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.parley.gateway.Json;
import java.lang.annotation.Annotation;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// JSON Schemas of records as [Json] writes them. What is null is either left out or null, as the
/// record's annotations say, so that the schema knows which.
final class Schemas {
  /// A time with milliseconds.
  private static final String TIME = "^\\d{4,}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$";

  private final SourceDocs docs = new SourceDocs();
  private final Map<String, ObjectNode> named = new TreeMap<>();
  private final Map<String, Class<?>> owners = new TreeMap<>();

  /// By name, all that were asked for so far.
  Map<String, ObjectNode> named() {
    return named;
  }

  static ObjectNode object() {
    return Json.mapper().createObjectNode();
  }

  ObjectNode of(Type type) {
    return switch (type) {
      case ParameterizedType generic when generic.getRawType() == Map.class ->
          object("object").set("additionalProperties", of(generic.getActualTypeArguments()[1]));
      case ParameterizedType generic -> array(generic.getActualTypeArguments()[0]);
      case Class<?> array when array.isArray() -> array(array.getComponentType());
      case Class<?> record when record.isRecord() -> reference(record);
      case Class<?> plain -> plain(plain);
      default -> throw new AssertionError("no schema for " + type);
    };
  }

  ObjectNode oneOf(List<Class<?>> types) {
    if (types.size() == 1) {
      return of(types.getFirst());
    }
    var schema = object();
    var either = schema.putArray("anyOf");
    types.forEach(type -> either.add(of(type)));
    return schema;
  }

  private static ObjectNode object(String type) {
    return object().put("type", type);
  }

  private ObjectNode array(Type item) {
    return object("array").set("items", of(item));
  }

  private static ObjectNode plain(Class<?> type) {
    if (type == String.class) {
      return object("string");
    } else if (type == Instant.class) {
      return object("string").put("format", "date-time").put("pattern", TIME);
    } else if (type == boolean.class || type == Boolean.class) {
      return object("boolean");
    } else if (type == double.class || type == Double.class) {
      return object("number");
    } else if (type == int.class
        || type == long.class
        || type == Integer.class
        || type == Long.class) {
      return object("integer");
    } else if (type.isEnum()) {
      var schema = object("string");
      var words = schema.putArray("enum");
      Arrays.stream(type.getEnumConstants()).forEach(word -> words.add(word.toString()));
      return schema;
    } else if (type == Object.class) {
      return object();
    }
    throw new AssertionError("answers are records; there is no schema for " + type);
  }

  private ObjectNode reference(Class<?> record) {
    var name = name(record);
    var owner = owners.putIfAbsent(name, record);
    if (owner == null) {
      named.put(name, object());
      named.put(name, recordSchema(record));
    } else if (owner != record) {
      throw new AssertionError(owner + " and " + record + " would both be called " + name);
    }
    return object().put("$ref", "#/components/schemas/" + name);
  }

  /// `MessageView` is Message, `AuditView.Page` AuditPage, `FriendViews.Request` FriendRequest.
  private static String name(Class<?> record) {
    var own = record.getSimpleName().replaceFirst("View$", "");
    var outer = record.getEnclosingClass();
    if (outer == null || outer.getSimpleName().matches("Pushed|Refused|.*(Controller|Pushes)")) {
      return own;
    }
    var prefix = outer.getSimpleName().replaceFirst("Views?$", "");
    return own.startsWith(prefix) ? own : prefix + own;
  }

  private ObjectNode recordSchema(Class<?> record) {
    var doc = docs.of(record);
    var schema = object("object");
    if (!doc.text().isEmpty()) {
      schema.put("description", doc.text());
    }
    var properties = object();
    var required = Json.mapper().createArrayNode();
    for (var component : record.getRecordComponents()) {
      if (on(component, JsonUnwrapped.class) != null) {
        var inner = recordSchema((Class<?>) component.getType());
        properties.setAll((ObjectNode) inner.get("properties"));
        required.addAll(inner.withArray("required").values());
        continue;
      }
      var name = jsonName(component);
      properties.set(name, component(component, doc));
      if (!mayBeLeftOut(component)) {
        required.add(name);
      }
    }
    schema.set("properties", properties);
    if (!required.isEmpty()) {
      schema.set("required", required);
    }
    return schema;
  }

  private ObjectNode component(RecordComponent component, SourceDocs.Doc doc) {
    var schema = of(component.getGenericType());
    var words = doc.words(component.getName());
    if (!words.isEmpty() && component.getType() == String.class) {
      words.forEach(schema.putArray("enum")::add);
    }
    if (isNullable(component) && !mayBeLeftOut(component)) {
      schema = orNull(schema);
    }
    var said = doc.params().get(component.getName());
    return said == null ? schema : schema.put("description", said);
  }

  static ObjectNode orNull(ObjectNode schema) {
    if (schema.has("$ref")) {
      var either = object();
      either.putArray("anyOf").add(schema).add(object("null"));
      return either;
    }
    if (schema.has("enum")) {
      schema.withArray("enum").addNull();
    }
    var type = schema.get("type");
    schema.putArray("type").add(type).add("null");
    return schema;
  }

  private static boolean isNullable(RecordComponent component) {
    return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }

  private static boolean mayBeLeftOut(RecordComponent component) {
    var own = on(component, JsonInclude.class);
    var include =
        own == null ? component.getDeclaringRecord().getAnnotation(JsonInclude.class) : own;
    return include != null
        && switch (include.value()) {
          case NON_EMPTY, NON_DEFAULT -> true;
          case NON_NULL -> isNullable(component);
          default -> throw new AssertionError("no schema for " + include + " of " + component);
        };
  }

  private static String jsonName(RecordComponent component) {
    var named = on(component, JsonProperty.class);
    return named == null ? component.getName() : named.value();
  }

  private static <A extends Annotation> @Nullable A on(RecordComponent component, Class<A> type) {
    return component.getAccessor().getAnnotation(type);
  }
}
