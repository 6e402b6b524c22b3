package dev.parley.netty;

import static dev.parley.netty.Wire.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engineio.CloseReason;
import dev.parley.engineio.EngineSettings;
import dev.parley.engineio.Frame;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Sessions of A whose requests come to B: the client sees the same bytes.
class RelayTest {
  private final Map<String, InetSocketAddress> nodes = EchoNode.none();
  private final EchoNode a = new EchoNode("node-A__", nodes);
  private final EchoNode b = new EchoNode("node-B__", nodes);

  @AfterEach
  void stop() {
    a.close();
    b.close();
  }

  private Wire atB(Wire session) {
    return session.at(b.port());
  }

  private void expectClosed(Wire wire, CloseReason reason) {
    await().untilAsserted(() -> assertThat(a.echo.closed).containsEntry(wire.sid(), reason));
  }

  private PollingTransport transport(Wire wire) {
    return (PollingTransport) a.echo.session(wire).transport();
  }

  private void awaitPoll(Wire wire) {
    await().until(transport(wire)::isPolled);
  }

  @Test
  void pollsAndPostsMayComeToAnyServer() {
    var atA = a.echo.polling();
    var atB = atB(atA);
    assertThat(atA.sid()).startsWith("node-A__");

    atB.post("4hello €").expectOk();
    atB.poll().expectPackets("4hello €");
    atA.post("4again").expectOk();
    atB.poll().expectPackets("4again");
    atB.post("bAQIDBA==\u001e4text").expectOk();
    atA.poll().expectPackets("bAQIDBA==\u001e4text");
  }

  @Test
  void aRelayedPollWaitsAsLongAsAnyOther() {
    var atB = atB(a.echo.polling());
    atB.poll();
    awaitPoll(atB);
    a.echo.session(atB).send(Frame.text("news"));
    atB.expectPackets("4news");
  }

  @Test
  void manyRequestsOfOneConnectionAreAnsweredInOrder() {
    var atB = atB(a.echo.polling());
    for (int i = 0; i < 30; i++) {
      atB.post("4" + i);
      atB.poll();
      atB.get("EIO=4&transport=none");
    }
    for (int i = 0; i < 30; i++) {
      atB.expectOk();
      atB.expectPackets("4" + i);
      atB.expect400(0, "Transport unknown");
    }
  }

  @Test
  void aSecondPollAnywhereEndsTheSession() {
    var first = atB(a.echo.polling());
    first.poll();
    awaitPoll(first);
    first.at(a.port()).poll().expect400(3, "Bad request");
    first.expectPackets("1");
    expectClosed(first, CloseReason.TRANSPORT_ERROR);
  }

  @Test
  void aSecondPollOverTheOtherServerEndsTheSession() {
    var first = a.echo.polling();
    first.poll();
    awaitPoll(first);
    atB(first).poll().expect400(3, "Bad request");
    first.expectPackets("1");
    expectClosed(first, CloseReason.TRANSPORT_ERROR);
  }

  @Test
  void aSecondPostWhileOneIsComingInOverTheOtherServerEndsTheSession() {
    var first = atB(a.echo.polling());
    first.sendHttp(
        """
        POST /socket.io/?EIO=4&transport=polling&sid={sid} HTTP/1.1
        host: test
        content-length: 6

        4he\
        """);
    await().until(transport(first)::isPosting);
    first.at(a.port()).post("4x").expect400(3, "Bad request");
    first.sendHttp("llo").expectUnknownSession();
    expectClosed(first, CloseReason.TRANSPORT_ERROR);
  }

  @Test
  void anAbortedRelayedPollEndsTheSession() {
    var atB = atB(a.echo.polling());
    atB.poll();
    awaitPoll(atB);
    atB.close();
    expectClosed(atB, CloseReason.TRANSPORT_ERROR);
  }

  @Test
  void anAbortedRelayedPostEndsTheSession() {
    var atB = atB(a.echo.polling());
    atB.sendHttp(
        """
        POST /socket.io/?EIO=4&transport=polling&sid={sid} HTTP/1.1
        host: test
        content-length: 6

        4he\
        """);
    await().until(transport(atB)::isPosting);
    atB.close();
    expectClosed(atB, CloseReason.TRANSPORT_ERROR);
  }

  @Test
  void aBodyTooLargeIsRefusedHereAndEndsTheSessionThere() {
    var atB = atB(a.echo.polling());
    atB.post("4" + "x".repeat(1_000_000))
        .expectHttp(
            """
            HTTP/1.1 413 Request Entity Too Large
            content-length: 0

            """);
    expectClosed(atB, CloseReason.TRANSPORT_ERROR);
    atB.poll().expectUnknownSession();
  }

  @Test
  void aLargeBodyAndALargeAnswerComeThroughWhole() {
    var atB = atB(a.echo.polling());
    var packet = "4" + "y".repeat(999_999);
    atB.post(packet).expectOk();
    atB.poll().expectPackets(packet);
  }

  @Test
  void closingThereEndsTheSession() {
    var atB = atB(a.echo.polling());
    atB.post("1").expectOk();
    atB.poll().expectPackets("6");
    atB.poll().expectUnknownSession();
    expectClosed(atB, CloseReason.TRANSPORT_CLOSE);
  }

  @Test
  void aSessionClosedByItsServerIsToldToARelayedPoll() {
    var atB = atB(a.echo.polling());
    atB.poll();
    awaitPoll(atB);
    a.echo.session(atB).close(CloseReason.FORCED_CLOSE);
    atB.expectPackets("1");
  }

  @Test
  void anUpgradeMayComeToAnyServer() {
    var polling = a.echo.polling();
    var socket = atB(polling).upgrade("EIO=4&transport=websocket&sid={sid}");
    socket.sendText("2probe").expectText("3probe");
    socket.sendText("5");
    await().until(() -> a.echo.session(polling).transport() instanceof WebSocketTransport);

    socket.sendText("4hello €").expectText("4hello €");
    socket.sendBinary((byte) 1, (byte) 2).expectBytes(0x82, 2, 1, 2);
    a.echo.session(polling).close(CloseReason.FORCED_CLOSE);
    socket.expectClose(1000);
    expectClosed(polling, CloseReason.FORCED_CLOSE);
  }

  @Test
  void aTunnelEndsWithTheClient() {
    var polling = a.echo.polling();
    var socket = atB(polling).upgrade("EIO=4&transport=websocket&sid={sid}");
    socket.sendText("2probe").expectText("3probe");
    socket.sendText("5");
    await().until(() -> a.echo.session(polling).transport() instanceof WebSocketTransport);
    socket.close();
    expectClosed(polling, CloseReason.TRANSPORT_CLOSE);
  }

  @Test
  void muchGoesThroughATunnelBothWays() {
    var polling = a.echo.polling();
    var socket = atB(polling).upgrade("EIO=4&transport=websocket&sid={sid}");
    socket.sendText("2probe").expectText("3probe");
    socket.sendText("5");
    var text = "4" + "z".repeat(60_000);
    for (int i = 0; i < 20; i++) {
      socket.sendText(text).expectText(text);
    }
  }

  /// As a server does that stops; a frame on its way comes first.
  @Test
  void whoseWebSocketGoesThroughAServerThatStopsIsSentAwayWithACloseFrame() {
    var polling = a.echo.polling();
    var socket = atB(polling).upgrade("EIO=4&transport=websocket&sid={sid}");
    socket.sendText("2probe").expectText("3probe").sendText("5");
    socket.sendText("4" + "x".repeat(300)).expectText("4" + "x".repeat(300));
    assertThat(b.relay.webSockets()).isEqualTo(1);

    var gone = b.relay.sendAway(Duration.ZERO);

    socket.expectClose(1001);
    await().until(() -> gone.toCompletableFuture().isDone());
    assertThat(b.relay.webSockets()).isZero();
    expectClosed(polling, CloseReason.TRANSPORT_CLOSE);
  }

  @Test
  void anUpgradeOfAnUnknownSessionIsRefusedAsEverywhere() {
    var stranger = b.echo.connect();
    stranger.takeSid("node-A__" + "A".repeat(20));
    stranger.upgradeRequest("EIO=4&transport=websocket&sid={sid}");
    stranger.expectHttp(
        """
        HTTP/1.1 400 Bad Request
        content-length: 41
        content-type: application/json
        connection: close

        {"code":1,"message":"Session ID unknown"}\
        """);
    stranger.expectEnd();
  }

  @Test
  void theGateOfTheServerThatWasAskedDecidesOnUpgrades() {
    var strict = HttpOptions.defaults().withGate(handshake -> new Refusal(403, "{}"));
    try (var c = new EchoNode("node-C__", nodes, EngineSettings.defaults(), strict)) {
      var polling = a.echo.polling();
      polling
          .at(c.port())
          .upgradeRequest("EIO=4&transport=websocket&sid={sid}")
          .expectHttp(
              """
              HTTP/1.1 403 Forbidden
              content-length: 2
              content-type: application/json
              connection: close

              {}\
              """);
      assertThat(a.echo.closed).isEmpty();
    }
  }

  @Test
  void unknownServersAndUnknownSessionsAreTheSame() {
    var wire = b.echo.connect();
    for (var sid :
        List.of(
            "node-A__" + "A".repeat(20),
            "node-B__" + "A".repeat(20),
            "node-X__" + "A".repeat(20),
            "node-A__",
            "127.0.0.1%3A80%2F" + "A".repeat(20),
            "node-A__%0d%0ax:%20y" + "A".repeat(20),
            "node-A__" + "A".repeat(2_000))) {
      wire.get("EIO=4&transport=polling&sid=" + sid).expectUnknownSession();
    }
  }

  @Test
  void aDeadServerIsAnsweredForAtOnce() throws IOException {
    // Bound, so that nobody else gets the port, and not listening.
    try (var dead = new Socket()) {
      dead.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      nodes.put("node-D__", (InetSocketAddress) dead.getLocalSocketAddress());
      var wire = b.echo.connect();
      wire.takeSid("node-D__" + "A".repeat(20));
      wire.poll().expectUnknownSession();
      wire.post("4lost").expectUnknownSession();
    }
  }

  @Test
  void aSilentServerIsDroppedOnceItIsKnownToBeGone() throws IOException {
    try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), silent.getLocalPort());
      nodes.put("node-S__", address);
      var wire = b.echo.connect();
      wire.takeSid("node-S__" + "A".repeat(20));
      wire.poll();
      try (var accepted = silent.accept()) {
        assertThat(accepted.getInputStream().read()).isEqualTo('G');
        b.relay.drop(address);
        wire.expectUnknownSession();
      }
    }
  }

  @Test
  void aServerThatDiesWithPollsWaitingIsAnsweredFor() {
    var polling = a.echo.polling();
    var atB = atB(polling);
    atB.poll();
    awaitPoll(polling);
    a.internal.close();
    atB.expectUnknownSession();
    atB.poll().expectUnknownSession();
  }

  @Test
  void thePortForServersIsForThoseWhoKnowTheSecret() {
    var wire = a.echo.polling().at(a.internal.port());
    wire.poll()
        .expectHttp(
            """
            HTTP/1.1 403 Forbidden
            content-length: 0
            connection: close

            """)
        .expectEnd();
    var guessing = wire.another();
    guessing
        .sendHttp(
            """
            GET /socket.io/?EIO=4&transport=polling&sid={sid} HTTP/1.1
            relay-secret: known to none of them

            """)
        .expectHttp(
            """
            HTTP/1.1 403 Forbidden
            content-length: 0
            connection: close

            """)
        .expectEnd();
    assertThat(a.echo.closed).isEmpty();
  }

  @Test
  void aRequestIsRelayedOnceAtMost() {
    var wire = a.echo.polling().at(b.internal.port());
    wire.sendHttp(
            """
            GET /socket.io/?EIO=4&transport=polling&sid={sid} HTTP/1.1
            relay-secret: %s

            """
                .formatted(EchoNode.SECRET))
        .expectUnknownSession();
  }

  @Test
  void whatTheClientSaysOfLengthsAndHeadersDoesNotTravel() {
    var atB = atB(a.echo.polling());
    atB.sendHttp(
            """
            POST /socket.io/?EIO=4&transport=polling&sid={sid} HTTP/1.1
            host: test
            relay-secret: mine
            transfer-encoding: chunked

            5
            4GET\s
            0

            """)
        .expectOk();
    atB.poll().expectPackets("4GET ");
  }

  @Test
  void aThousandPollsWaitAtOnce() {
    var waiting = new ArrayList<Wire>();
    for (int i = 0; i < 1_000; i++) {
      var polling = a.echo.polling();
      var atB = atB(polling);
      polling.close();
      atB.poll();
      waiting.add(atB);
    }
    await().until(() -> waiting.stream().allMatch(wire -> transport(wire).isPolled()));
    for (var wire : waiting) {
      a.echo.session(wire).send(Frame.text("to all"));
      wire.expectPackets("4to all");
      wire.close();
    }
  }
}
