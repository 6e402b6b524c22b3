package dev.parley.server;

import dev.parley.chat.Refusal;
import dev.parley.gateway.Described;
import dev.parley.gateway.Json;
import dev.parley.gateway.Problem;
import dev.parley.gateway.Success;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.node.ObjectNode;

/// Makes the OpenAPI document of a running server: of its mappings, what [Described] says of each,
/// and the records they answer with.
final class OpenApi {
  private static final String BASE = "/api/v1";
  private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

  private final Parley parley;
  private final Api api;
  private final Schemas schemas = new Schemas();

  OpenApi(Parley parley) {
    this.parley = parley;
    this.api = new Api(parley.port());
  }

  ObjectNode document() {
    var document = Schemas.object().put("openapi", "3.1.0");
    document
        .putObject("info")
        .put("title", "Parley")
        .put("version", "1")
        .put(
            "description",
            "REST of Parley. Errors have one shape, with the words listed under x-errors. What a"
                + " client does not know in an answer it passes over: fields may be added.");
    document.putArray("servers").addObject().put("url", BASE);
    document.set("paths", paths());
    var components = document.putObject("components");
    components.set("responses", problemResponse());
    var all = components.putObject("schemas");
    schemas.named().forEach(all::set);
    components
        .putObject("securitySchemes")
        .set("bearer", Schemas.object().put("type", "http").put("scheme", "bearer"));
    components
        .withObject("securitySchemes")
        .set(
            "cookie",
            Schemas.object().put("type", "apiKey").put("in", "cookie").put("name", "accessToken"));
    document.set("x-errors", errors());
    return document;
  }

  private ObjectNode paths() {
    var paths = new TreeMap<String, TreeMap<String, ObjectNode>>();
    parley
        .part("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
        .getHandlerMethods()
        .forEach((mapping, handler) ->
            mapping
                .getPatternsCondition()
                .getPatterns()
                .forEach(pattern ->
                    mapping
                        .getMethodsCondition()
                        .getMethods()
                        .forEach(method ->
                            paths
                                .computeIfAbsent(pattern.getPatternString(), p -> new TreeMap<>())
                                .put(
                                    method.name().toLowerCase(Locale.ROOT),
                                    operation(
                                        method.name(), pattern.getPatternString(), handler)))));
    var node = Schemas.object();
    paths.forEach((path, operations) -> {
      var item = node.putObject(path.substring(BASE.length()));
      operations.forEach(item::set);
    });
    return node;
  }

  private ObjectNode operation(String verb, String path, HandlerMethod handler) {
    var method = handler.getMethod();
    var contract = method.getAnnotation(Described.class);
    if (contract == null) {
      throw new AssertionError(
          """
          %s %s is not described. Put this above %s.%s:

            @Described(value = "What it does", takes = {"text: string 1..100"}, answers = SomeView.class)

          and see Described for what else there is, CONTRIBUTING.md for how to go on.\
          """
              .formatted(verb, path, method.getDeclaringClass().getSimpleName(), method.getName()));
    }
    var resource = handler.getBeanType().getSimpleName().replace("Controller", "");
    var operation =
        Schemas.object()
            .put(
                "operationId",
                resource.substring(0, 1).toLowerCase(Locale.ROOT)
                    + resource.substring(1)
                    + "."
                    + method.getName())
            .put("summary", contract.value());
    operation.putArray("tags").add(path.split("/", -1)[3]);
    addParameters(operation, path, contract);
    addBody(operation, method, contract, verb + " " + path);
    operation.set("responses", responses(method, contract));
    addSecurity(operation, verb, path);
    return operation;
  }

  private static void addParameters(ObjectNode operation, String path, Described contract) {
    var parameters = Json.mapper().createArrayNode();
    VARIABLE
        .matcher(path)
        .results()
        .map(found -> found.group(1))
        .forEach(name ->
            parameters
                .addObject()
                .put("name", name)
                .put("in", "path")
                .put("required", true)
                .set(
                    "schema",
                    name.equals("id") || name.endsWith("Id")
                        ? FieldLine.id()
                        : Schemas.object().put("type", "string")));
    for (var line : contract.asks()) {
      var field = FieldLine.parse(line);
      parameters
          .addObject()
          .put("name", field.name())
          .put("in", "query")
          .put("required", !field.optional())
          .set("schema", field.schema());
    }
    if (!parameters.isEmpty()) {
      operation.set("parameters", parameters);
    }
  }

  private static void addBody(
      ObjectNode operation, Method method, Described contract, String route) {
    var reads = Arrays.asList(method.getParameterTypes()).contains(Body.class);
    if (reads != (contract.takes().length > 0) && contract.consumes().isEmpty()) {
      throw new AssertionError(route + " reads a body, or takes fields, but not both");
    }
    if (contract.takes().length == 0 && contract.consumes().isEmpty()) {
      return;
    }
    var schema = FieldLine.object(contract.takes());
    var media = contract.consumes().isEmpty() ? "application/json" : contract.consumes();
    if (media.startsWith("multipart/")) {
      schema.withObject("properties").set("file", binary());
    } else if (!contract.consumes().isEmpty()) {
      schema = binary();
    }
    operation
        .putObject("requestBody")
        .put("required", schema.has("required") || !contract.consumes().isEmpty())
        .putObject("content")
        .putObject(media)
        .set("schema", schema);
  }

  private static ObjectNode binary() {
    return Schemas.object().put("type", "string").put("format", "binary");
  }

  private ObjectNode responses(Method method, Described contract) {
    var responses = Schemas.object();
    for (var status : statuses(method, contract)) {
      var response = responses.putObject(Integer.toString(status)).put("description", "Done");
      if (status >= 300) {
        response.put("description", "It is elsewhere");
      } else if (contract.produces().isEmpty()) {
        response
            .putObject("content")
            .putObject("application/json")
            .set("schema", answer(method, contract));
      } else {
        response.putObject("content").putObject(contract.produces());
      }
    }
    responses.putObject("default").put("$ref", "#/components/responses/Problem");
    return responses;
  }

  private static int[] statuses(Method method, Described contract) {
    if (contract.status().length > 0) {
      return contract.status();
    }
    var named = AnnotatedElementUtils.findMergedAnnotation(method, ResponseStatus.class);
    return new int[] {named == null ? 200 : named.code().value()};
  }

  private ObjectNode answer(Method method, Described contract) {
    var type = method.getGenericReturnType();
    if (type instanceof ParameterizedType entity && entity.getRawType() == ResponseEntity.class) {
      type = entity.getActualTypeArguments()[0];
    }
    return type == Success.class ? envelope(schemas, contract.answers()) : schemas.of(type);
  }

  /// `{success,message?,data?}` with one of these as data.
  static ObjectNode envelope(Schemas schemas, Class<?>... data) {
    var schema = Schemas.object().put("type", "object");
    var properties = schema.putObject("properties");
    properties.putObject("success").put("const", true);
    properties.putObject("message").put("type", "string");
    var required = schema.putArray("required").add("success");
    if (data.length > 0) {
      properties.set("data", schemas.oneOf(List.of(data)));
      required.add("data");
    }
    return schema;
  }

  /// Asks the server itself.
  private void addSecurity(ObjectNode operation, String verb, String path) {
    var probe = api.request(verb, VARIABLE.matcher(path).replaceAll("0".repeat(24))).unchecked();
    var security = operation.putArray("security");
    if (probe.send().status() == 401) {
      security.addObject().putArray("bearer");
      security.addObject().putArray("cookie");
    }
  }

  private ObjectNode problemResponse() {
    schemas.of(Problem.class);
    var words = Json.mapper().createArrayNode();
    errors().propertyNames().forEach(words::add);
    var problemSchema = Objects.requireNonNull(schemas.named().get("Problem"));
    problemSchema.withObject("properties").withObject("error").set("enum", words);
    var responses = Schemas.object();
    var problem = responses.putObject("Problem").put("description", "Refused, see x-errors");
    problem
        .putObject("content")
        .putObject("application/json")
        .set("schema", schemas.of(Problem.class));
    return responses;
  }

  /// Every word of an error with its status.
  static ObjectNode errors() {
    var errors = Schemas.object();
    for (var refusal : Refusal.values()) {
      errors.put(refusal.name(), Problem.status(refusal));
    }
    return errors.put("INTERNAL_ERROR", Problem.ofDefect().code());
  }
}
