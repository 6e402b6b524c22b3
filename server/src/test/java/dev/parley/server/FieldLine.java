package dev.parley.server;

import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/// A field as [dev.parley.gateway.Described] writes it.
record FieldLine(String name, boolean optional, String type) {
  private static final Pattern LINE = Pattern.compile("(\\w+)(\\?)?: (.+)");
  private static final Pattern RANGE = Pattern.compile("(string|integer) (\\d+)\\.\\.(\\d+)");
  private static final String ID = "^[0-9a-f]{24}$";

  static FieldLine parse(String line) {
    var found = LINE.matcher(line);
    if (!found.matches()) {
      throw new AssertionError("a field is written \"name: type\" or \"name?: type\", not " + line);
    }
    return new FieldLine(found.group(1), found.group(2) != null, found.group(3));
  }

  /// The object that such lines make.
  static ObjectNode object(String[] lines) {
    var schema = Schemas.object().put("type", "object");
    var properties = schema.putObject("properties");
    var required = schema.putArray("required");
    for (var line : lines) {
      var field = parse(line);
      properties.set(
          field.name(), field.optional() ? Schemas.orNull(field.schema()) : field.schema());
      if (!field.optional()) {
        required.add(field.name());
      }
    }
    if (required.isEmpty()) {
      schema.remove("required");
    }
    return schema;
  }

  ObjectNode schema() {
    var range = RANGE.matcher(type);
    if (range.matches()) {
      var text = range.group(1).equals("string");
      return Schemas.object()
          .put("type", range.group(1))
          .put(text ? "minLength" : "minimum", Long.parseLong(range.group(2)))
          .put(text ? "maxLength" : "maximum", Long.parseLong(range.group(3)));
    }
    if (type.startsWith("{")) {
      var names = type.substring(1, type.length() - 1).split(",", -1);
      return object(Stream.of(names).map(each -> each + ": string").toArray(String[]::new));
    }
    return switch (type) {
      case "id" -> id();
      case "ids" -> Schemas.object().put("type", "array").set("items", id());
      case "time" -> Schemas.object().put("type", "string").put("format", "date-time");
      case "string", "integer", "boolean" -> Schemas.object().put("type", type);
      case "revisions" ->
          Schemas.object()
              .put("type", "object")
              .set("additionalProperties", Schemas.object().put("type", "integer"));
      default -> words();
    };
  }

  static ObjectNode id() {
    return Schemas.object().put("type", "string").put("pattern", ID);
  }

  private ObjectNode words() {
    if (!type.matches("\\w+(\\|\\w+)*")) {
      throw new AssertionError("there is no type of field " + type);
    }
    var schema = Schemas.object().put("type", "string");
    for (var word : type.split("\\|", -1)) {
      schema.withArray("enum").add(word);
    }
    return schema;
  }
}
