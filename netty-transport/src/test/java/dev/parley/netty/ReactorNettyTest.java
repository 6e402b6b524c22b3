package dev.parley.netty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engineio.CloseReason;
import dev.parley.engineio.Engine;
import dev.parley.engineio.EngineSettings;
import dev.parley.engineio.Frame;
import dev.parley.engineio.Session;
import dev.parley.engineio.SessionListener;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;

/// The handler in the pipeline of a framework's server, beside its own routes and on the same
/// connections.
class ReactorNettyTest {
  private final Engine engine = new Engine(EngineSettings.defaults(), session -> new Sender());
  private final DisposableServer server =
      HttpServer.create()
          .host("127.0.0.1")
          .port(0)
          .doOnChannelInit((observer, channel, address) ->
              channel
                  .pipeline()
                  .addAfter(
                      NettyPipeline.HttpCodec,
                      "engine.io",
                      new EngineHttpHandler(engine, HttpOptions.defaults())))
          .route(routes ->
              routes
                  .get("/now", (request, response) -> response.sendString(Mono.just("now")))
                  .get(
                      "/later",
                      (request, response) ->
                          response.sendString(
                              Mono.just("later").delayElement(Duration.ofMillis(50))))
                  .post("/back", (request, response) -> response.send(request.receive().retain())))
          .bindNow();

  private static final class Sender implements SessionListener {
    @Override
    public void onText(Session session, String data) {
      session.send(Frame.text(data));
    }

    @Override
    public void onBinary(Session session, byte[] data) {
      session.send(Frame.binary(data));
    }

    @Override
    public void onClose(Session session, CloseReason reason) {}
  }

  private final Wire wire = new Wire(server.port());

  @AfterEach
  void stop() {
    wire.close();
    engine.close();
    server.disposeNow();
  }

  private static final String LATER =
      """
      GET /later HTTP/1.1
      host: test

      """;

  private void open(Wire on) {
    on.get("EIO=4&transport=polling").expectOpen("\"websocket\"");
  }

  @Test
  void routesAndPollingShareAConnection() {
    open(wire);
    wire.sendHttp(LATER);
    expectBody("later");
    wire.post("4one").expectOk();
    wire.sendHttp(LATER);
    expectBody("later");
    wire.poll().expectPackets("4one");
  }

  @Test
  void pipelinedRequestsAreAnsweredInTheirOrder() {
    open(wire);

    wire.sendHttp(
        LATER
            + """
            POST /socket.io/?EIO=4&transport=polling&sid={sid} HTTP/1.1
            content-length: 4

            4oneGET /socket.io/?EIO=4&transport=polling&sid={sid} HTTP/1.1

            """
            + LATER
            + LATER
            + """
            POST /back HTTP/1.1
            content-length: 5

            helloPOST /socket.io/?EIO=4&transport=polling&sid={sid} HTTP/1.1
            content-length: 4

            4two\
            """);

    expectBody("later");
    wire.expectOk().expectPackets("4one");
    expectBody("later");
    expectBody("later");
    expectBody("hello");
    wire.expectOk();
    wire.poll().expectPackets("4two");
  }

  @Test
  void aRouteBehindAWaitingPollWaitsForIt() {
    open(wire);
    wire.poll().sendHttp(LATER);
    wire.another().post("4now").expectOk();
    wire.expectPackets("4now");
    expectBody("later");
  }

  @Test
  void anUpgradeBehindARouteLeavesNothingOfHttp() {
    wire.sendHttp(LATER)
        .sendHttp(
            """
            GET /socket.io/?EIO=4&transport=websocket HTTP/1.1
            upgrade: websocket
            connection: Upgrade
            sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==
            sec-websocket-version: 13

            """);
    expectBody("later");
    wire.expectHttp(
            """
            HTTP/1.1 101 Switching Protocols
            Upgrade: websocket
            Connection: Upgrade
            Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=

            """)
        .expectOpenFrame()
        .sendText("4hello")
        .expectText("4hello");
    var session = engine.sessions().iterator().next();
    assertThat(session.transportName()).isEqualTo("websocket");
  }

  /// The framework chooses its own headers.
  private void expectBody(String body) {
    var head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) wire.read(1)[0]);
    }
    assertThat(head).startsWith("HTTP/1.1 200 OK\r\n");
    if (head.indexOf("chunked") >= 0) {
      wire.expectHttp("%x\n%s\n0\n\n".formatted(body.length(), body));
    } else {
      assertThat(head.toString()).contains("content-length: " + body.length());
      wire.expectHttp(body);
    }
  }
}
