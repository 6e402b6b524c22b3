package dev.parley.netty;

import static dev.parley.netty.Wire.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engineio.CloseReason;
import dev.parley.engineio.EngineSettings;
import dev.parley.engineio.Frame;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Long-polling beyond the official suite.
class PollingTest {
  private final Echo echo = new Echo();

  @AfterEach
  void stop() {
    echo.close();
  }

  private void expectClosed(Wire wire, CloseReason reason) {
    await().untilAsserted(() -> assertThat(echo.closed).containsEntry(wire.sid(), reason));
  }

  @Test
  void aPollWaitsForAMessage() {
    var wire = echo.polling();
    echo.poll(wire);
    echo.session(wire).send(Frame.text("news €"));
    wire.expectPackets("4news €");
  }

  @Test
  void nothingIsDroppedAtABatchLimit() {
    var wire = echo.polling();
    var packets =
        IntStream.range(0, 200).mapToObj(i -> "4" + i).collect(Collectors.joining("\u001e"));
    wire.post(packets).expectOk();
    wire.poll().expectPackets(packets);
  }

  @Test
  void aBinaryEventKeepsItsAttachments() {
    var wire = echo.polling();
    echo.poll(wire);
    echo.session(wire).send(List.of(Frame.text("51-[]"), Frame.binary(new byte[] {1, 2, 3, 4})));
    wire.expectPackets("451-[]\u001ebAQIDBA==");
  }

  @Test
  void aSecondPostWhileOneIsComingInEndsTheSession() {
    var first = echo.polling();
    var transport = echo.session(first).transport();
    first.sendHttp(
        """
        POST /socket.io/?EIO=4&transport=polling&sid={sid} HTTP/1.1
        content-length: 6

        4he\
        """);
    await().until(((PollingTransport) transport)::isPosting);

    var second = first.another();
    second.post("4x").expect400(3, "Bad request");
    first.sendHttp("llo").expectUnknownSession();
    expectClosed(first, CloseReason.TRANSPORT_ERROR);
  }

  /// A client that is in order waits for the answer, which comes once its packets are handled.
  @Test
  void aSecondPostWhileTheFirstIsHandledEndsTheSession() {
    var first = echo.polling();
    var transport = echo.session(first).transport();
    var handled = new CountDownLatch(1);
    echo.session(first).execute(() -> hold(handled));
    first.post("4slow");
    await().until(((PollingTransport) transport)::isPosting);

    first.another().post("4x").expect400(3, "Bad request");
    first.expectOk().poll().expectUnknownSession();
    handled.countDown();
    expectClosed(first, CloseReason.TRANSPORT_ERROR);
    assertThat(echo.heard).containsExactly("slow");
  }

  @Test
  void ofALongBodyNoMoreIsHandedOverThanMayWait() {
    try (var small = new Echo(EngineSettings.defaults().withInbox(10))) {
      var wire = small.polling();
      var session = small.session(wire);
      var handled = new CountDownLatch(1);
      session.execute(() -> hold(handled));
      wire.post(String.join("\u001e", Collections.nCopies(1_000, "4x")));
      await().until(((PollingTransport) session.transport())::isPosting);
      session.close(CloseReason.FORCED_CLOSE);
      wire.expectUnknownSession();
      handled.countDown();
      await().until(() -> small.closed.containsKey(wire.sid()));
      assertThat(small.heard).hasSizeLessThan(20);
    }
  }

  @Test
  void ofALongBodyAllIsHandledInItsOrder() {
    try (var small = new Echo(EngineSettings.defaults().withInbox(10))) {
      var packets = IntStream.range(0, 5_000).mapToObj(i -> "" + i).toList();
      var wire = small.polling();
      wire.post("4" + String.join("\u001e4", packets)).expectOk();
      assertThat(small.heard).containsExactlyElementsOf(packets);
    }
  }

  private static void hold(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  @Test
  void ofABodyWithOneBadPacketNoneCounts() {
    for (var bad : List.of("abc", "", "5x", "b*")) {
      var wire = echo.polling();
      wire.post("4good\u001e4too\u001e" + bad + "\u001e4late").expect400(3, "Bad request");
      wire.poll().expectUnknownSession();
      expectClosed(wire, CloseReason.PARSE_ERROR);
    }
    assertThat(echo.heard).isEmpty();
  }

  @Test
  void anAbortedPollEndsTheSession() {
    var wire = echo.polling();
    echo.poll(wire);
    wire.close();
    expectClosed(wire, CloseReason.TRANSPORT_ERROR);
    wire.another().poll().expectUnknownSession();
  }

  @Test
  void aPollThatItsOwnCloseOvertookEndsWellToo() {
    var wire = echo.polling();
    wire.post("1").expectOk();
    wire.poll().expectPackets("6");
    wire.poll().expectUnknownSession();
    expectClosed(wire, CloseReason.TRANSPORT_CLOSE);
  }

  @Test
  void aClientThatClosesNeedNotPollAgain() {
    var wire = echo.polling();
    wire.post("4last\u001e1\u001e4too late").expectOk();
    expectClosed(wire, CloseReason.TRANSPORT_CLOSE);
    wire.poll().expectUnknownSession();
  }

  @Test
  void anAbortedPostEndsTheSession() {
    var wire = echo.polling();
    var transport = echo.session(wire).transport();
    wire.sendHttp(
        """
        POST /socket.io/?EIO=4&transport=polling&sid={sid} HTTP/1.1
        content-length: 6

        4he\
        """);
    await().until(((PollingTransport) transport)::isPosting);
    wire.close();
    expectClosed(wire, CloseReason.TRANSPORT_ERROR);
  }

  @Test
  void aConnectionMayEndBetweenRequests() {
    var wire = echo.polling();
    wire.close();
    var next = wire.another();
    next.post("4still here").expectOk();
    next.poll().expectPackets("4still here");
  }

  @Test
  void shuttingTellsWhatWaitedAndThenTheEnd() {
    var wire = echo.polling();
    var session = echo.session(wire);
    session.send(Frame.text("last"));
    session.shut(CloseReason.FORCED_CLOSE);
    wire.poll().expectPackets("4last");
    wire.poll().expectPackets("1");
    wire.poll().expectUnknownSession();
    expectClosed(wire, CloseReason.FORCED_CLOSE);
  }

  @Test
  void closingEndsTheWaitingPoll() {
    var wire = echo.polling();
    echo.poll(wire);
    echo.session(wire).close(CloseReason.FORCED_CLOSE);
    wire.expectPackets("1");
  }

  @Test
  void whatIsNoUtf8IsNoPacket() {
    var wire = echo.polling();
    wire.sendHttp(
            """
            POST /socket.io/?EIO=4&transport=polling&sid={sid} HTTP/1.1
            content-length: 3

            4\
            """)
        .send(Wire.toBytes(0xc3, 0x28))
        .expect400(3, "Bad request");
    expectClosed(wire, CloseReason.PARSE_ERROR);
  }

  @Test
  void chunkedBodiesAndOldConnectionsAreServed() {
    var wire = echo.polling();
    wire.sendHttp(
            """
            POST /socket.io?EIO=4&transport=polling&sid={sid} HTTP/1.1
            transfer-encoding: chunked
            expect: 100-continue

            """)
        .expectHttp("HTTP/1.1 100 Continue\n\n")
        .sendHttp("3\n4he\n4\nllo!\n0\n\n")
        .expectOk();
    wire.sendHttp("GET /socket.io/?EIO=4&transport=polling&sid={sid} HTTP/1.0\n\n")
        .expectHttp(
            """
            HTTP/1.1 200 OK
            content-length: 7
            content-type: text/plain; charset=UTF-8
            cache-control: no-store
            connection: close

            4hello!\
            """)
        .expectEnd();
  }

  @Test
  void aBodyThatBreaksOffInNoHttpCountsForNothing() {
    var wire = echo.polling();
    wire.sendHttp(
            """
            POST /socket.io/?EIO=4&transport=polling&sid={sid} HTTP/1.1
            transfer-encoding: chunked

            3
            4he
            no size
            """)
        .expectHttp(
            """
            HTTP/1.1 400 Bad Request
            content-length: 34
            content-type: application/json
            connection: close

            {"code":3,"message":"Bad request"}\
            """)
        .expectEnd();
    expectClosed(wire, CloseReason.TRANSPORT_ERROR);
    assertThat(echo.heard).isEmpty();
  }

  @Test
  void otherMethodsAndPathsAreRefused() {
    var wire = echo.polling();
    wire.sendHttp("DELETE /socket.io/?EIO=4&transport=polling&sid={sid} HTTP/1.1\n\n")
        .expect400(3, "Bad request");
    for (var path : List.of("/", "/socket.iox/", "/socket.io/x", "/socket")) {
      wire.sendHttp("GET " + path + " HTTP/1.1\n\n")
          .expectHttp("HTTP/1.1 404 Not Found\ncontent-length: 0\n\n");
    }
    wire.poll();
  }
}
