package dev.parley.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A client that knows Engine.IO's transports but nothing of Socket.IO: tests write packets as they
/// stand in the protocol (`42["hi"]`, bytes for binary messages) and read what comes back.
///
/// Pings are answered and not shown, unless a test asks for them.
abstract class Wire implements AutoCloseable {
  /// Of a machine that is busy with other things, or stands still for seconds.
  static final Duration PATIENCE = Duration.ofSeconds(60);

  static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /// The transports a transcript is to hold over.
  enum Kind {
    POLLING,
    WEBSOCKET
  }

  /// Stands in the queue for the end of the connection.
  private static final Object CLOSED = "(closed)";

  private final BlockingQueue<Object> received = new LinkedBlockingQueue<>();
  private volatile boolean showsPings;

  static Wire open(Kind kind, int port) {
    return switch (kind) {
      case POLLING -> PollingWire.open(port);
      case WEBSOCKET -> new WebSocketWire(port);
    };
  }

  static String sidOf(String openPacket) {
    int start = "0{\"sid\":\"".length();
    return openPacket.substring(start, start + 20);
  }

  /// The Engine.IO session's id.
  abstract String sid();

  /// Sends packets: a String as it is, a `byte[]` as a binary message.
  abstract void send(Object... packets);

  /// Whatever comes next.
  Object next() {
    try {
      Object packet = received.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      assertThat(packet).as("a packet").isNotNull();
      return packet;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Expects exactly these packets next.
  void expect(Object... packets) {
    for (Object packet : packets) {
      assertThat(next()).isEqualTo(packet);
    }
  }

  /// Expects the connection to end with nothing before.
  void expectClosed() {
    assertThat(next()).isEqualTo(CLOSED);
  }

  /// Connects to a namespace and returns the socket's id.
  String connect(String namespace) {
    String prefix = namespace.equals("/") ? "40" : "40" + namespace + ",";
    send(prefix);
    String answer = (String) next();
    assertThat(answer).startsWith(prefix + "{\"sid\":\"");
    return answer.substring(prefix.length() + 8, prefix.length() + 28);
  }

  /// From now on pings are packets like others, and nobody answers them.
  void showPings() {
    showsPings = true;
  }

  void take(Object packet) {
    if (packet.equals("2") && !showsPings) {
      send("3");
    } else {
      received.add(packet);
    }
  }

  void takeClose() {
    received.add(CLOSED);
  }

  /// Goes away.
  @Override
  public abstract void close();
}
