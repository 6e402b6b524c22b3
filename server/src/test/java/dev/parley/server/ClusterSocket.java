package dev.parley.server;

import dev.parley.gateway.Json;
import io.socket.client.AckWithTimeout;
import io.socket.client.IO;
import io.socket.client.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import org.json.JSONObject;
import tools.jackson.databind.JsonNode;

/// The official Java client, impatient, and with JSON as the other tests have it.
final class ClusterSocket implements AutoCloseable {
  private static final int PATIENCE_MS = 10_000;
  private static final int PAUSE_MS = 200;
  private static final OkHttpClient HTTP = http();
  private static final ScheduledExecutorService LATER =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());

  private final Socket socket;

  /// Not connected yet.
  ClusterSocket(Api api, Person person, String... transports) {
    var options = new IO.Options();
    options.transports = transports;
    options.auth = Map.of("token", person.access());
    options.forceNew = true;
    options.reconnectionDelay = 100;
    options.reconnectionDelayMax = 1_000;
    options.timeout = 5_000;
    options.callFactory = HTTP;
    options.webSocketFactory = HTTP;
    socket = IO.socket(URI.create("http://127.0.0.1:" + api.port()), options);
  }

  /// Left to itself it would repeat a poll whose answer was lost with a node, and nobody would
  /// notice that the packets in it are.
  private static OkHttpClient http() {
    var dispatcher = new Dispatcher();
    dispatcher.setMaxRequests(2_000);
    dispatcher.setMaxRequestsPerHost(2_000);
    return new OkHttpClient.Builder()
        .dispatcher(dispatcher)
        .readTimeout(Duration.ofMinutes(1))
        .retryOnConnectionFailure(false)
        .build();
  }

  /// Called at each connection.
  void onConnect(Runnable action) {
    socket.on(Socket.EVENT_CONNECT, none -> action.run());
  }

  /// Called with what an event carries.
  void on(String event, Consumer<JsonNode> action) {
    socket.on(event, args -> action.accept(Json.mapper().readTree("" + args[0])));
  }

  void connect() {
    socket.connect();
  }

  boolean isConnected() {
    return socket.connected();
  }

  /// An acknowledgement that does not come is like a refusal without a reason.
  void emit(String event, Map<String, Object> payload, Consumer<JsonNode> then) {
    socket.emit(
        event,
        new Object[] {new JSONObject(payload)},
        new AckWithTimeout(PATIENCE_MS) {
          @Override
          public void onSuccess(Object... args) {
            then.accept(Json.mapper().readTree(Arrays.toString(args)).get(0));
          }

          @Override
          public void onTimeout() {
            then.accept(Json.mapper().createObjectNode());
          }
        });
  }

  /// What is tried again is not tried at once.
  static void later(Runnable action) {
    var _ = LATER.schedule(action, PAUSE_MS, TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    socket.disconnect();
  }
}
