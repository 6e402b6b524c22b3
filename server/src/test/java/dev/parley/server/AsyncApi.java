package dev.parley.server;

import dev.parley.gateway.ChatSockets;
import dev.parley.gateway.Described;
import dev.parley.gateway.Emitted;
import dev.parley.gateway.Problem;
import java.io.IOException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import tools.jackson.databind.node.ObjectNode;

/// Makes the AsyncAPI document: of what [Described] says of the events clients send, and of the
/// records that [Emitted] names events for.
final class AsyncApi {
  private static final List<Class<?>> GATEWAY = gateway();
  private static final String CHANNEL = "#/channels/socket";

  private final Schemas schemas = new Schemas();
  private final ObjectNode channelMessages = Schemas.object();
  private final ObjectNode messages = Schemas.object();
  private final ObjectNode operations = Schemas.object();

  ObjectNode document() {
    clientEvents().forEach(this::addClientEvent);
    serverEvents().forEach(this::addServerEvent);
    var document = Schemas.object().put("asyncapi", "3.0.0");
    document
        .putObject("info")
        .put("title", "Parley")
        .put("version", "1")
        .put(
            "description",
            "Events over Socket.IO 5 (Engine.IO 4), namespace /. Every event of a client answers its"
                + " acknowledgement, if asked for: success, or the error that REST would answer.");
    document.put("defaultContentType", "application/json");
    var channel = document.putObject("channels").putObject("socket").put("address", "/socket.io");
    channel.set("messages", channelMessages);
    document.set("operations", operations);
    var components = document.putObject("components");
    components.set("messages", messages);
    var all = components.putObject("schemas");
    schemas.named().forEach(all::set);
    document.set("x-errors", OpenApi.errors());
    return document;
  }

  /// The methods that handle what clients send, by event.
  static Map<String, Method> clientEvents() {
    var events = new TreeMap<String, Method>();
    for (var type : GATEWAY) {
      for (var method : type.getDeclaredMethods()) {
        var described = method.getAnnotation(Described.class);
        if (described != null) {
          events.put(described.event(), method);
        }
      }
    }
    return events;
  }

  private static Map<String, List<Class<?>>> serverEvents() {
    var events = new TreeMap<String, List<Class<?>>>();
    for (var type : GATEWAY) {
      var emitted = type.getAnnotation(Emitted.class);
      for (var event : emitted == null ? new String[0] : emitted.value()) {
        events.computeIfAbsent(event, e -> new ArrayList<>()).add(type);
      }
    }
    return events;
  }

  private static List<Class<?>> gateway() {
    var own = ChatSockets.class.getPackageName();
    var files = "classpath*:" + own.replace('.', '/') + "/*.class";
    try {
      var types = new ArrayList<Class<?>>();
      for (var file : new PathMatchingResourcePatternResolver().getResources(files)) {
        var name = Objects.requireNonNull(file.getFilename()).replace(".class", "");
        if (!name.equals("package-info")) {
          types.add(Class.forName(own + "." + name, false, ChatSockets.class.getClassLoader()));
        }
      }
      return types;
    } catch (IOException | ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  private void addClientEvent(String event, Method method) {
    var contract = method.getAnnotation(Described.class);
    addMessage(event, contract.value(), FieldLine.object(contract.takes()));
    var ack = Schemas.object();
    ack.putArray("anyOf")
        .add(OpenApi.envelope(schemas, contract.answers()))
        .add(schemas.of(Problem.class));
    addMessage(event + ".ack", "Acknowledges " + event, ack);
    var operation = operation(event, "receive");
    var reply = operation.putObject("reply");
    reply.putObject("channel").put("$ref", CHANNEL);
    reply.putArray("messages").addObject().put("$ref", CHANNEL + "/messages/" + event + ".ack");
  }

  private void addServerEvent(String event, List<Class<?>> records) {
    var sorted = new ArrayList<>(records);
    sorted.sort(Comparator.comparing(Class::getSimpleName));
    addMessage(event, "", schemas.oneOf(sorted));
    operation(event, "send");
  }

  private ObjectNode operation(String event, String action) {
    var operation = operations.putObject(event).put("action", action);
    operation.putObject("channel").put("$ref", CHANNEL);
    operation.putArray("messages").addObject().put("$ref", CHANNEL + "/messages/" + event);
    return operation;
  }

  private void addMessage(String name, String summary, ObjectNode payload) {
    channelMessages.putObject(name).put("$ref", "#/components/messages/" + name);
    var message = messages.putObject(name).put("name", name);
    if (!summary.isEmpty()) {
      message.put("summary", summary);
    }
    message.set("payload", payload);
  }

  /// The names of events that a server handles and that nothing describes.
  static List<String> undescribed(Parley parley) {
    return parley.part(ChatSockets.class).eventNames().stream()
        .filter(name -> !clientEvents().containsKey(name))
        .toList();
  }

  /// Named by `Described` where no event is.
  static List<String> unhandled(Parley parley) {
    var names = parley.part(ChatSockets.class).eventNames();
    return clientEvents().keySet().stream().filter(name -> !names.contains(name)).toList();
  }
}
