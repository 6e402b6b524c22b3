package dev.parley.netty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engineio.EngineClock;
import dev.parley.engineio.EngineSettings;
import dev.parley.engineio.Frame;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Other sites' pages, and who is not let in at all.
class CorsTest {
  private final Echo echo =
      new Echo(
          EngineSettings.defaults(),
          HttpOptions.defaults()
              .withAllowedOrigin("https://friend.example"::equals)
              .withGate(handshake ->
                  "https://foe.example".equals(handshake.headers().get("Origin"))
                      ? new Refusal(403, "{\"error\":\"ORIGIN_NOT_ALLOWED\"}")
                      : null),
          EngineClock.system());

  @AfterEach
  void stop() {
    echo.close();
  }

  @Test
  void anAllowedOriginMayOpenASessionAndPoll() {
    var json =
        "0{\"sid\":\"{sid}\",\"upgrades\":[\"websocket\"],"
            + "\"pingInterval\":25000,\"pingTimeout\":20000,\"maxPayload\":1000000}";
    var wire = echo.connect();
    getAsFriend(wire, "").expectHttp(packets(118, json));
    echo.session(wire).send(Frame.text("news"));
    getAsFriend(wire, "&sid={sid}").expectHttp(packets(5, "4news"));
  }

  private static Wire getAsFriend(Wire wire, String sid) {
    return wire.sendHttp(
        """
        GET /socket.io/?EIO=4&transport=polling%s HTTP/1.1
        origin: https://friend.example

        """
            .formatted(sid));
  }

  private static String packets(int length, String packets) {
    return """
    HTTP/1.1 200 OK
    content-length: %d
    vary: origin
    access-control-allow-origin: https://friend.example
    access-control-allow-credentials: true
    content-type: text/plain; charset=UTF-8
    cache-control: no-store

    %s\
    """
        .formatted(length, packets);
  }

  @Test
  void anAllowedOriginMayReadWhyItIsRefused() {
    getAsFriend(echo.connect(), "&sid=AAAAAAAAAAAAAAAAAAAA")
        .expectHttp(
            """
            HTTP/1.1 400 Bad Request
            content-length: 41
            vary: origin
            access-control-allow-origin: https://friend.example
            access-control-allow-credentials: true
            content-type: application/json

            {"code":1,"message":"Session ID unknown"}\
            """);
    var wire = echo.polling();
    wire.sendHttp(
            """
            POST /socket.io/?EIO=4&transport=polling&sid={sid} HTTP/1.1
            origin: https://friend.example
            content-length: 1000001

            %s\
            """
                .formatted("x".repeat(1_000_001)))
        .expectHttp(
            """
            HTTP/1.1 413 Request Entity Too Large
            content-length: 0
            vary: origin
            access-control-allow-origin: https://friend.example
            access-control-allow-credentials: true

            """);
  }

  @Test
  void anAllowedOriginMayReadWithCredentials() {
    var wire = echo.polling();
    wire.sendHttp(
            """
            POST /socket.io/?EIO=4&transport=polling&sid={sid} HTTP/1.1
            origin: https://friend.example
            content-length: 2

            4x\
            """)
        .expectHttp(
            """
            HTTP/1.1 200 OK
            content-length: 2
            vary: origin
            access-control-allow-origin: https://friend.example
            access-control-allow-credentials: true
            content-type: text/html
            cache-control: no-store

            ok\
            """);
  }

  @Test
  void anotherOriginMayNot() {
    var wire = echo.polling();
    wire.sendHttp(
            """
            POST /socket.io/?EIO=4&transport=polling&sid={sid} HTTP/1.1
            origin: https://stranger.example
            content-length: 2

            4x\
            """)
        .expectHttp(
            """
            HTTP/1.1 200 OK
            content-length: 2
            vary: origin
            content-type: text/html
            cache-control: no-store

            ok\
            """);
  }

  @Test
  void preflightsAreAnswered() {
    echo.connect()
        .sendHttp(
            """
            OPTIONS /socket.io/?EIO=4&transport=polling HTTP/1.1
            origin: https://friend.example
            access-control-request-method: POST
            access-control-request-headers: authorization,x-mine

            """)
        .expectHttp(
            """
            HTTP/1.1 204 No Content
            vary: origin
            access-control-allow-origin: https://friend.example
            access-control-allow-credentials: true
            access-control-allow-methods: GET, POST
            access-control-max-age: 600
            access-control-allow-headers: authorization,x-mine

            """)
        .sendHttp(
            """
            OPTIONS /socket.io/?EIO=4&transport=polling HTTP/1.1
            origin: https://stranger.example

            """)
        .expectHttp(
            """
            HTTP/1.1 204 No Content
            vary: origin

            """);
  }

  @Test
  void theGateRefusesHandshakesOfBothTransports() {
    echo.connect()
        .sendHttp(
            """
            GET /socket.io/?EIO=4&transport=polling HTTP/1.1
            origin: https://foe.example

            """)
        .expectHttp(
            """
            HTTP/1.1 403 Forbidden
            content-length: 30
            vary: origin
            content-type: application/json

            {"error":"ORIGIN_NOT_ALLOWED"}\
            """);
    echo.connect()
        .sendHttp(
            """
            GET /socket.io/?EIO=4&transport=websocket HTTP/1.1
            origin: https://foe.example
            upgrade: websocket
            connection: Upgrade
            sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==
            sec-websocket-version: 13

            """)
        .expectHttp(
            """
            HTTP/1.1 403 Forbidden
            content-length: 30
            vary: origin
            content-type: application/json
            connection: close

            {"error":"ORIGIN_NOT_ALLOWED"}\
            """)
        .expectEnd();
    assertThat(echo.engine.sessions()).isEmpty();
  }

  @Test
  void theHandshakeTellsTheApplicationWhoCame() throws InterruptedException {
    echo.connect()
        .sendHttp(
            """
            GET /socket.io/?EIO=4&transport=polling&token=a%20b HTTP/1.1
            cookie: accessToken=x
            authorization: Bearer y

            """)
        .expectOpen("\"websocket\"");
    var handshake = echo.opened.take().handshake();
    assertThat(handshake.headers().get("Authorization")).isEqualTo("Bearer y");
    assertThat(handshake.headers().get("cookie")).isEqualTo("accessToken=x");
    assertThat(handshake.query().get("token")).isEqualTo("a b");
    assertThat(handshake.remoteAddress().getAddress().isLoopbackAddress()).isTrue();
    assertThat(handshake.secure()).isFalse();
    assertThat(handshake.transport()).isEqualTo("polling");
  }
}
