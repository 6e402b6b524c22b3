package dev.parley.netty;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// What the official test suite of the protocol checks, case by case, as transcripts. Its cases of
/// time are in [HeartbeatTest].
///
/// See <https://github.com/socketio/engine.io-protocol/tree/main/test-suite>.
class ProtocolSuiteTest {
  private final Echo echo = new Echo();

  @AfterEach
  void stop() {
    echo.close();
  }

  @Nested
  class Handshake {
    @Test
    void pollingOpensASession() {
      echo.connect()
          .sendHttp(
              """
              GET /socket.io/?EIO=4&transport=polling HTTP/1.1
              host: test

              """)
          .expectHttp(
              """
              HTTP/1.1 200 OK
              content-length: 118
              content-type: text/plain; charset=UTF-8
              cache-control: no-store

              0{"sid":"{sid}","upgrades":["websocket"],"pingInterval":25000,"pingTimeout":20000,"maxPayload":1000000}\
              """);
    }

    @Test
    void pollingNeedsTheVersion() {
      var wire = echo.connect();
      wire.get("transport=polling").expect400(5, "Unsupported protocol version");
      wire.get("EIO=abc&transport=polling").expect400(5, "Unsupported protocol version");
      wire.get("EIO=3&transport=polling").expect400(5, "Unsupported protocol version");
    }

    @Test
    void theTransportMustBeKnown() {
      var wire = echo.connect();
      wire.get("EIO=4").expect400(0, "Transport unknown");
      wire.get("EIO=4&transport=abc").expect400(0, "Transport unknown");
    }

    @Test
    void onlyGetOpensASession() {
      var wire = echo.connect();
      for (var method : new String[] {"POST", "PUT"}) {
        wire.sendHttp(
                """
                %s /socket.io/?EIO=4&transport=polling HTTP/1.1
                content-length: 0

                """
                    .formatted(method))
            .expect400(2, "Bad handshake method");
      }
    }

    @Test
    void aSessionIdMustBeKnown() {
      var wire = echo.connect();
      wire.get("EIO=4&transport=polling&sid=abc").expectUnknownSession();
      wire.get("EIO=4&transport=polling&sid=AAAAAAAAAAAAAAAAAAAA").expectUnknownSession();
      wire.get("EIO=4&transport=polling&sid=").expectUnknownSession();
    }

    @Test
    void webSocketOpensASession() {
      echo.connect()
          .sendHttp(
              """
              GET /socket.io/?EIO=4&transport=websocket HTTP/1.1
              host: test
              upgrade: websocket
              connection: Upgrade
              sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==
              sec-websocket-version: 13

              """)
          .expectHttp(
              """
              HTTP/1.1 101 Switching Protocols
              Upgrade: websocket
              Connection: Upgrade
              Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=

              """)
          .expectBytes(0x81, 107)
          .expectHttp(
              """
              0{"sid":"{sid}","upgrades":[],"pingInterval":25000,"pingTimeout":20000,"maxPayload":1000000}\
              """);
    }

    @Test
    void webSocketIsRefusedAndClosedWithoutVersionOrTransport() {
      for (var query : new String[] {"transport=websocket", "EIO=abc&transport=websocket"}) {
        refused(query, "{\"code\":5,\"message\":\"Unsupported protocol version\"}");
      }
      for (var query : new String[] {"EIO=4", "EIO=4&transport=abc"}) {
        refused(query, "{\"code\":0,\"message\":\"Transport unknown\"}");
      }
    }

    private void refused(String query, String json) {
      echo.connect()
          .upgradeRequest(query)
          .expectHttp(
              """
              HTTP/1.1 400 Bad Request
              content-length: %d
              content-type: application/json
              connection: close

              %s\
              """
                  .formatted(json.length(), json))
          .expectEnd();
    }
  }

  @Nested
  class Message {
    @Test
    void pollingCarriesOnePacket() {
      var wire = echo.polling();
      wire.post("4hello").expectOk();
      wire.poll().expectPackets("4hello");
    }

    @Test
    void pollingCarriesSeveralPackets() {
      var wire = echo.polling();
      wire.post("4test1\u001e4test2\u001e4test3").expectOk();
      wire.poll().expectPackets("4test1\u001e4test2\u001e4test3");
    }

    @Test
    void pollingCarriesTextAndBinary() {
      var wire = echo.polling();
      wire.post("4hello\u001ebAQIDBA==").expectOk();
      wire.poll().expectPackets("4hello\u001ebAQIDBA==");
    }

    @Test
    void aBadPacketClosesAPollingSession() {
      var wire = echo.polling();
      wire.post("abc").expect400(3, "Bad request");
      wire.poll().expectUnknownSession();
    }

    @Test
    void aSecondPollClosesTheSession() {
      var first = echo.poll(echo.polling());
      var second = first.another().poll();
      first.expectPackets("1");
      second.expect400(3, "Bad request");
      second.poll().expectUnknownSession();
    }

    @Test
    void webSocketCarriesText() {
      echo.webSocket().sendText("4hello").expectBytes(0x81, 6).expectHttp("4hello");
    }

    @Test
    void webSocketCarriesBinary() {
      echo.webSocket()
          .sendBinary((byte) 1, (byte) 2, (byte) 3, (byte) 4)
          .expectBytes(0x82, 4, 1, 2, 3, 4);
    }

    @Test
    void aBadPacketClosesAWebSocket() {
      echo.webSocket().sendText("abc").expectClose(1002);
    }
  }

  @Nested
  class Close {
    @Test
    void aPollingClientClosesAndItsPollEnds() {
      var poll = echo.poll(echo.polling());
      var post = poll.another();
      post.post("1").expectOk();
      poll.expectPackets("6");
      poll.poll().expectUnknownSession();
    }

    @Test
    void aWebSocketClientCloses() {
      echo.webSocket().sendText("1").expectClose(1000);
    }
  }

  @Nested
  class Upgrade {
    private Wire upgraded(Wire polling) {
      return polling
          .another()
          .upgrade("EIO=4&transport=websocket&sid=" + polling.sid())
          .sendText("2probe")
          .expectText("3probe")
          .sendText("5");
    }

    @Test
    void movesASessionFromPollingToWebSocket() {
      var polling = echo.polling();
      var webSocket =
          polling
              .another()
              .upgrade("EIO=4&transport=websocket&sid=" + polling.sid())
              .sendText("2probe")
              .expectText("3probe");
      polling.poll().expectPackets("6");
      webSocket.sendText("5").sendText("4hello").expectText("4hello");
    }

    @Test
    void pollsOfAnUpgradedSessionAreRefused() {
      var polling = echo.polling();
      var webSocket = upgraded(polling).sendText("4first").expectText("4first");
      polling.poll().expect400(3, "Bad request");
      webSocket.sendText("4hello").expectText("4hello");
    }

    @Test
    void aWebSocketForAnUpgradedSessionIsRefused() {
      var polling = echo.polling();
      var webSocket = upgraded(polling).sendText("4first").expectText("4first");
      polling.another().upgrade("EIO=4&transport=websocket&sid=" + polling.sid()).expectClose(1000);
      webSocket.sendText("4hello").expectText("4hello");
    }
  }
}
