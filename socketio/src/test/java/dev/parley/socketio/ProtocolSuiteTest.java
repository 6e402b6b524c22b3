package dev.parley.socketio;

import static dev.parley.socketio.Rig.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engineio.ManualClock;
import dev.parley.socketio.Wire.Kind;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// The Socket.IO half of the official test suite
/// (https://github.com/socketio/socket.io-protocol/tree/main/test-suite), against the server it
/// describes: each socket is told its auth object, `message` is sent back, `message-with-ack` is
/// acknowledged with its arguments. Its Engine.IO half stands with the transports.
class ProtocolSuiteTest {
  private static final Rig rig = server();

  private static Rig server() {
    Rig rig = new Rig();
    for (String name : new String[] {"/", "/custom"}) {
      rig.server
          .of(name)
          .onConnect(socket -> socket.emit("auth", socket.auth()))
          .on("message", (socket, event) -> socket.emit("message-back", event.args().toArray()))
          .on("message-with-ack", (_, event) -> event.reply(event.args().toArray()));
    }
    return rig;
  }

  @AfterAll
  static void stop() {
    rig.close();
    assertThat(rig.faults).isEmpty();
  }

  private static Wire connected() {
    Wire wire = rig.open(Kind.WEBSOCKET);
    wire.connect("/");
    wire.expect("42[\"auth\",{}]");
    return wire;
  }

  @Nested
  class Connect {
    private final Wire wire = rig.open(Kind.WEBSOCKET);

    @Test
    void toTheMainNamespace() {
      wire.send("40");
      assertThat((String) wire.next()).matches("40\\{\"sid\":\"[^\"]+\"}");
      wire.expect("42[\"auth\",{}]");
    }

    @Test
    void toTheMainNamespaceWithAPayload() {
      wire.send("40{\"token\":\"123\"}");
      assertThat((String) wire.next()).matches("40\\{\"sid\":\"[^\"]+\"}");
      wire.expect("42[\"auth\",{\"token\":\"123\"}]");
    }

    @Test
    void toACustomNamespace() {
      wire.send("40/custom,");
      assertThat((String) wire.next()).matches("40/custom,\\{\"sid\":\"[^\"]+\"}");
      wire.expect("42/custom,[\"auth\",{}]");
    }

    @Test
    void toACustomNamespaceWithAPayload() {
      wire.send("40/custom,{\"token\":\"abc\"}");
      assertThat((String) wire.next()).matches("40/custom,\\{\"sid\":\"[^\"]+\"}");
      wire.expect("42/custom,[\"auth\",{\"token\":\"abc\"}]");
    }

    @Test
    void notToAnUnknownNamespace() {
      wire.send("40/random");
      wire.expect("44/random,{\"message\":\"Invalid namespace\"}");
    }

    @Test
    void notWithAnInvalidHandshake() {
      wire.send("4abc");
      wire.expectClosed();
    }

    @Test
    void orTheConnectionCloses() {
      var hasty = SocketSettings.defaults().withConnectTimeout(Duration.ofMillis(50));
      try (Rig impatient = new Rig(hasty)) {
        impatient.open(Kind.WEBSOCKET).expectClosed();
      }
    }
  }

  @Nested
  class Disconnect {
    private final Wire wire = connected();

    @Test
    void fromTheMainNamespaceAndTheConnectionStays() {
      ManualClock clock = new ManualClock();
      try (Rig timed = new Rig(clock)) {
        Wire pinged = timed.open(Kind.WEBSOCKET);
        pinged.connect("/");
        pinged.showPings();

        pinged.send("41");

        await().until(timed.main.sockets()::isEmpty);
        clock.advance(25_000);
        pinged.expect("2");
      }
    }

    @Test
    void fromACustomNamespace() {
      wire.connect("/custom");
      wire.expect("42/custom,[\"auth\",{}]");

      wire.send("41/custom", "42[\"message\",\"message to main namespace\"]");

      wire.expect("42[\"message-back\",\"message to main namespace\"]");
    }
  }

  @Nested
  class Message {
    private final Wire wire = connected();

    @Test
    void plainText() {
      wire.send("42[\"message\",1,\"2\",{\"3\":[true]}]");
      wire.expect("42[\"message-back\",1,\"2\",{\"3\":[true]}]");
    }

    @Test
    void withAttachments() {
      wire.send(
          "452-[\"message\",{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":1}]",
          new byte[] {1, 2, 3},
          new byte[] {4, 5, 6});
      wire.expect(
          "452-[\"message-back\",{\"_placeholder\":true,\"num\":0},"
              + "{\"_placeholder\":true,\"num\":1}]",
          new byte[] {1, 2, 3},
          new byte[] {4, 5, 6});
    }

    @Test
    void plainTextWithAnAck() {
      wire.send("42456[\"message-with-ack\",1,\"2\",{\"3\":[false]}]");
      wire.expect("43456[1,\"2\",{\"3\":[false]}]");
    }

    @Test
    void withAttachmentsAndAnAck() {
      wire.send(
          "452-789[\"message-with-ack\",{\"_placeholder\":true,\"num\":0},"
              + "{\"_placeholder\":true,\"num\":1}]",
          new byte[] {1, 2, 3},
          new byte[] {4, 5, 6});
      wire.expect(
          "462-789[{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":1}]",
          new byte[] {1, 2, 3},
          new byte[] {4, 5, 6});
    }

    @Test
    void ofAnUnknownTypeCloses() {
      wire.send("4abc");
      wire.expectClosed();
    }

    @Test
    void withAPayloadOfTheWrongKindCloses() {
      wire.send("42{}");
      wire.expectClosed();
    }

    @Test
    void withAnInvalidAckIdCloses() {
      wire.send("42abc[\"message-with-ack\",1,\"2\",{\"3\":[false]}]");
      wire.expectClosed();
    }
  }
}
