package dev.parley.server;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.parley.gateway.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Holds what a server really answers and sends against the documents it serves. The clients of the
/// tests call it for everything they get, so that no answer is other than documented, and nothing
/// undocumented is answered.
final class ContractCheck {
  private static final String HOW =
      "\nIf the code is right, describe it (see CONTRIBUTING.md) and renew the documents:"
          + "\n  ./mvnw -q -pl server -am test -Dtest=ContractTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -Drenew=true\n";

  /// Answered by the codec, which has not read far enough to know whom it is for.
  private static final int URI_TOO_LONG = 414;

  private static final ObjectNode OPEN_API = read("openapi.json");
  private static final ObjectNode ASYNC_API = read("asyncapi.json");
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private static final Map<String, Schema> SCHEMAS = new ConcurrentHashMap<>();
  private static final List<Route> ROUTES = routes();

  private record Route(Pattern path, int variables, String template, JsonNode operations) {}

  private ContractCheck() {}

  private static ObjectNode read(String name) {
    try (var in = ContractCheck.class.getResourceAsStream("/contract/" + name)) {
      return in == null ? Schemas.object() : (ObjectNode) Json.mapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Route> routes() {
    var routes = new ArrayList<Route>();
    OPEN_API
        .path("paths")
        .properties()
        .forEach(entry -> {
          var variables = entry.getKey().split("\\{", -1).length - 1;
          var path = Pattern.compile("/api/v1" + entry.getKey().replaceAll("\\{\\w+}", "[^/]+"));
          routes.add(new Route(path, variables, entry.getKey(), entry.getValue()));
        });
    routes.sort((a, b) -> a.variables() - b.variables());
    return routes;
  }

  /// An answer of REST, and what was sent for it.
  static void answered(String method, String path, @Nullable String sent, Api.Answer answer) {
    if (!path.startsWith("/api/") || answer.status() == URI_TOO_LONG) {
      return;
    }
    var what = method + " " + path + " answering " + answer.status();
    if (answer.status() >= 400) {
      problem(what, answer.json(), answer.status());
      return;
    }
    var route =
        ROUTES.stream()
            .filter(each -> each.path().matcher(path).matches())
            .findFirst()
            .orElse(null);
    var operation = route == null ? null : route.operations().get(method.toLowerCase(Locale.ROOT));
    if (route == null || operation == null) {
      if (method.equals("OPTIONS") || method.equals("HEAD")) {
        return;
      }
      throw new AssertionError(what + " is in no document." + HOW);
    }
    var response = operation.path("responses").get(Integer.toString(answer.status()));
    if (response == null) {
      throw new AssertionError(what + " is a status the documents do not name." + HOW);
    }
    var key = method + " " + route.template() + " " + answer.status();
    var schema = response.at("/content/application~1json/schema");
    if (!schema.isMissingNode()) {
      check(key, OPEN_API, schema, answer.json(), what);
    }
    var takes = operation.at("/requestBody/content/application~1json/schema");
    if (sent != null && !takes.isMissingNode()) {
      check(key + " request", OPEN_API, takes, Json.mapper().readTree(sent), what + ", its body");
    }
  }

  private static void problem(String what, JsonNode problem, int status) {
    var schema = OPEN_API.at("/components/schemas/Problem");
    check("problem", OPEN_API, schema, problem, what);
    var documented = OPEN_API.path("x-errors").path(problem.path("error").asString()).asInt();
    if (documented != status || problem.path("code").asInt() != status) {
      throw new AssertionError(what + " says " + problem + " but the documents " + documented);
    }
  }

  /// An acknowledgement of an event, and what was sent for it.
  static void acknowledged(String event, JsonNode sent, JsonNode ack) {
    if (!ack.path("success").asBoolean()) {
      problem(event, ack, ack.path("code").asInt());
      return;
    }
    check(event, ASYNC_API, payload(event), sent, "The payload of " + event);
    var either = payload(event + ".ack");
    check(event + ".ack", ASYNC_API, either, ack, "The acknowledgement of " + event);
  }

  /// An event from the server.
  static void pushed(String event, JsonNode payload) {
    check("push " + event, ASYNC_API, payload(event), payload, "The event " + event);
  }

  private static JsonNode payload(String message) {
    var payload = ASYNC_API.at("/components/messages/" + message + "/payload");
    if (payload.isMissingNode()) {
      throw new AssertionError("The event " + message + " is in no document." + HOW);
    }
    return payload;
  }

  private static void check(
      String key, ObjectNode document, JsonNode schema, JsonNode value, String what) {
    var errors = SCHEMAS.computeIfAbsent(key, k -> compile(document, schema)).validate(value);
    if (!errors.isEmpty()) {
      throw new AssertionError(
          what + " is not as documented: " + errors + "\nIt is " + value + HOW);
    }
  }

  /// Strict: what is not documented is wrong, though clients have to pass it over.
  private static Schema compile(ObjectNode document, JsonNode schema) {
    var whole = (ObjectNode) schema.deepCopy();
    whole.set("$defs", document.at("/components/schemas").deepCopy());
    close(whole);
    var text = Json.text(whole).replace("#/components/schemas/", "#/$defs/");
    return REGISTRY.getSchema(Json.mapper().readTree(text));
  }

  private static void close(JsonNode schema) {
    if (schema instanceof ObjectNode object
        && object.path("properties").isObject()
        && "object".equals(object.path("type").asString(""))) {
      object.put("additionalProperties", false);
    }
    schema.values().forEach(ContractCheck::close);
  }
}
