package dev.parley.server;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.parley.gateway.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A Socket.IO client as plain as the protocol: packets in, packets out, over one WebSocket.
final class TestSocket implements WebSocket.Listener, AutoCloseable {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static final String PING = "2";

  /// Stands behind the last packet.
  private static final String END = "(closed)";

  private final List<String> seen = new ArrayList<>();
  private final BlockingQueue<String> packets = new LinkedBlockingQueue<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final StringBuilder partial = new StringBuilder();
  private @Nullable WebSocket socket;
  private int acks;

  /// Opens the transport, without a CONNECT.
  static TestSocket open(Api api, Map<String, String> headers) {
    var opened = new TestSocket();
    var builder = HTTP.newWebSocketBuilder();
    headers.forEach(builder::header);
    var uri = URI.create("ws://127.0.0.1:" + api.port() + "/socket.io/?EIO=4&transport=websocket");
    opened.socket = builder.buildAsync(uri, opened).join();
    opened.packet("0");
    return opened;
  }

  /// Connected with a token.
  static TestSocket connected(Api api, String token) {
    var socket = open(api, Map.of());
    socket.send("40" + Json.text(Map.of("token", token)));
    socket.packet("40");
    return socket;
  }

  /// One at a time, as the JDK's WebSocket demands.
  synchronized void send(String packet) {
    Objects.requireNonNull(socket).sendText(packet, true).join();
  }

  void emit(String event, Object payload) {
    send("42" + Json.text(List.of(event, payload)));
  }

  /// Emits and waits for the acknowledgement.
  JsonNode call(String event, Object payload) {
    var id = ++acks;
    send("42" + id + Json.text(List.of(event, payload)));
    var ack =
        Json.mapper().readTree(packet("43" + id + "[").substring(2 + ("" + id).length())).get(0);
    if (!ContractTest.RENEW) {
      ContractCheck.acknowledged(event, Json.mapper().valueToTree(payload), ack);
    }
    return ack;
  }

  /// The next event of a name; what comes before it is passed over.
  JsonNode event(String name) {
    return payload(packet("42[\"" + name + "\""));
  }

  /// What an event's packet carries.
  static JsonNode payload(String packet) {
    return Json.mapper().readTree(packet.substring(2)).get(1);
  }

  /// The next packet that begins so; what comes before it is passed over.
  String packet(String prefix) {
    var passedOver = new ArrayList<String>();
    try {
      while (true) {
        var packet = packets.poll(Patience.PATIENCE.toSeconds(), SECONDS);
        if (packet == null || packet.equals(END)) {
          throw new AssertionError("no packet " + prefix + " came, only " + passedOver);
        }
        seen.add(packet);
        checkEvent(packet);
        if (packet.startsWith(prefix)) {
          return packet;
        }
        passedOver.add(packet);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// All packets that were asked for or passed over.
  List<String> seen() {
    return seen;
  }

  /// All packets that have come and were not asked for yet.
  List<String> rest() {
    var all = new ArrayList<String>();
    packets.drainTo(all);
    all.remove(END);
    all.forEach(TestSocket::checkEvent);
    return all;
  }

  private static void checkEvent(String packet) {
    if (packet.startsWith("42[") && !ContractTest.RENEW) {
      var event = Json.mapper().readTree(packet.substring(2));
      ContractCheck.pushed(event.get(0).asString(), event.get(1));
    }
  }

  /// Waits until the server has closed it.
  int closeCode() {
    return closed.orTimeout(Patience.PATIENCE.toSeconds(), SECONDS).join();
  }

  /// Called with the code when the server has closed it.
  void whenClosed(IntConsumer action) {
    var _ = closed.thenAccept(action::accept);
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
    partial.append(text);
    if (last) {
      var packet = partial.toString();
      partial.setLength(0);
      if (packet.equals(PING)) {
        Thread.startVirtualThread(this::pong);
      } else {
        packets.add(packet);
      }
    }
    from.request(1);
    return null;
  }

  /// Whoever does not answer is taken for gone, in a test that takes long as anywhere.
  private void pong() {
    try {
      send("3");
    } catch (RuntimeException gone) {
      // closed meanwhile
    }
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    end(code);
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    end(1006);
  }

  private void end(int code) {
    packets.add(END);
    closed.complete(code);
  }

  @Override
  public void close() {
    Objects.requireNonNull(socket).abort();
  }
}
