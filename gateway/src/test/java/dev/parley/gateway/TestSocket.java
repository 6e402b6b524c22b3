package dev.parley.gateway;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A client over a WebSocket that keeps every packet it gets, without the Engine.IO type: `0{…}`
/// for a connected socket, `2["event",…]`, `3<id>[…]`, `1`.
final class TestSocket implements WebSocket.Listener, AutoCloseable {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  // Of a machine that is busy with other things, or stands still for seconds.
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final StringBuilder partial = new StringBuilder();

  // Guarded by this.
  private final List<String> packets = new ArrayList<>();
  private boolean open;
  private boolean closed;
  private boolean reading = true;
  private int acks;
  private @Nullable WebSocket socket;

  /// The last one on its way: a WebSocket takes one at a time, and pings are answered between.
  private CompletableFuture<?> sent = CompletableFuture.completedFuture(null);

  static TestSocket open(int port, Map<String, String> headers) {
    var client = new TestSocket();
    var builder = HTTP.newWebSocketBuilder();
    headers.forEach(builder::header);
    var uri = URI.create("ws://127.0.0.1:" + port + "/socket.io/?EIO=4&transport=websocket");
    var socket = builder.buildAsync(uri, client).join();
    synchronized (client) {
      client.socket = socket;
    }
    await().until(client::isOpen);
    return client;
  }

  static ConditionFactory await() {
    return Awaitility.await()
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5));
  }

  /// Sends a CONNECT with this auth object.
  void connect(String auth) {
    send("40" + auth);
  }

  void awaitConnected() {
    await().until(() -> first(packet -> packet.startsWith("0")) != null);
  }

  /// The answer to a CONNECT that was refused: the text after `44`.
  String awaitRefusal() {
    return await()
        .until(() -> first(packet -> packet.startsWith("4")), p -> p != null)
        .substring(1);
  }

  void emit(String event, String payload) {
    send("42[\"" + event + "\"," + payload + "]");
  }

  /// Emits and waits for the acknowledgement.
  JsonNode call(String event, String payload) {
    int id;
    synchronized (this) {
      id = acks++;
    }
    send("42" + id + "[\"" + event + "\"," + payload + "]");
    var start = "3" + id + "[";
    var packet = await().until(() -> first(p -> p.startsWith(start)), p -> p != null);
    return Json.mapper().readTree(packet.substring(start.length() - 1)).get(0);
  }

  /// Payloads of all events of this name so far.
  List<JsonNode> events(String name) {
    var start = "2[\"" + name + "\",";
    return packets().stream()
        .filter(packet -> packet.startsWith(start))
        .map(packet -> Json.mapper().readTree(packet.substring(1)).get(1))
        .toList();
  }

  /// How many of them there are, without a look into their payloads.
  long count(String name) {
    var start = "2[\"" + name + "\",";
    return packets().stream().filter(packet -> packet.startsWith(start)).count();
  }

  /// The first of them, awaited.
  JsonNode event(String name) {
    return await().until(() -> events(name), list -> !list.isEmpty()).getFirst();
  }

  /// So many of them, awaited.
  List<JsonNode> events(String name, int count) {
    return await().until(() -> events(name), list -> list.size() >= count);
  }

  /// Waits until everything that was sent to this socket before has arrived: answers come in order.
  void settle() {
    call("heartbeat", "{}");
  }

  synchronized void stopReading() {
    reading = false;
  }

  synchronized void read() {
    reading = true;
    if (socket != null) {
      socket.request(1);
    }
  }

  private synchronized void requestUnlessStopped(WebSocket from) {
    if (reading) {
      from.request(1);
    }
  }

  synchronized List<String> packets() {
    return List.copyOf(packets);
  }

  synchronized boolean isClosed() {
    return closed;
  }

  void send(String packet) {
    WebSocket to;
    synchronized (this) {
      to = socket;
    }
    if (to != null) {
      sendNext(to, packet).join();
    }
  }

  private synchronized CompletableFuture<?> sendNext(WebSocket to, String packet) {
    sent = sent.handle((_, failed) -> failed == null).thenCompose(_ -> to.sendText(packet, true));
    return sent;
  }

  @Override
  public void close() {
    WebSocket to;
    synchronized (this) {
      to = socket;
    }
    if (to != null) {
      to.abort();
    }
  }

  private synchronized boolean isOpen() {
    return open;
  }

  private synchronized @Nullable String first(Predicate<String> wanted) {
    return packets.stream().filter(wanted).findFirst().orElse(null);
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    partial.append(data);
    if (last) {
      receive(partial.toString(), from);
      partial.setLength(0);
    }
    requestUnlessStopped(from);
    return null;
  }

  private synchronized void receive(String packet, WebSocket from) {
    switch (packet.charAt(0)) {
      case '0' -> open = true;
      case '2' -> {
        var _ = sendNext(from, "3");
      }
      case '4' -> packets.add(packet.substring(1));
      default -> throw new AssertionError(packet);
    }
  }

  @Override
  public synchronized @Nullable CompletionStage<?> onClose(
      WebSocket from, int statusCode, String reason) {
    closed = true;
    return null;
  }

  @Override
  public synchronized void onError(WebSocket from, Throwable error) {
    closed = true;
  }
}
