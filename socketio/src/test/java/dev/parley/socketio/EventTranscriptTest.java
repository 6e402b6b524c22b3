package dev.parley.socketio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.socketio.Wire.Kind;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// https://socket.io/docs/v4/socket-io-protocol/#sending-and-receiving-data
class EventTranscriptTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  private final Rig rig = new Rig();

  @AfterEach
  void stop() {
    rig.close();
    assertThat(rig.faults).isEmpty();
  }

  private Wire connected(Kind transport) {
    Wire wire = rig.open(transport);
    wire.connect("/");
    return wire;
  }

  /// The only socket, as soon as its client knows that it is connected.
  private Socket socket() {
    return rig.main.sockets().iterator().next();
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void anEventComesBackAsItWasSent(Kind transport) {
    rig.main.on("message", (socket, event) -> socket.emit("back", event.args().toArray()));
    Wire wire = connected(transport);

    wire.send(
        "42[\"message\",1,\"2\",{\"3\":[true,null,1.5,\"\u00e9\ud83d\ude00\"]}]",
        "42[\"message\"]");

    wire.expect(
        "42[\"back\",1,\"2\",{\"3\":[true,null,1.5,\"\u00e9\ud83d\ude00\"]}]", "42[\"back\"]");
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void eventsAreHandledInOrderOneAtATime(Kind transport) {
    AtomicInteger handling = new AtomicInteger();
    rig.main.on(
        "n",
        (socket, event) -> {
          assertThat(handling.incrementAndGet()).isOne();
          socket.emit("n", event.arg(0));
          assertThat(handling.decrementAndGet()).isZero();
        });
    Wire wire = connected(transport);
    Object[] many =
        IntStream.range(0, 300).mapToObj("42[\"n\",%d]"::formatted).toArray(Object[]::new);

    wire.send(many);

    wire.expect(many);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void anEventBeyondTheLimitsArrivesWithoutItsArguments(Kind transport) {
    rig.main.on("message", (socket, event) -> event.reply(event.args().size()));
    Wire wire = connected(transport);
    String deep = "[".repeat(5_000) + "]".repeat(5_000);
    String objects = "{\"a\":".repeat(101) + "1" + "}".repeat(101);

    wire.send(
        "420[\"message\"," + deep + "]",
        "421[\"message\"," + objects + "]",
        "422[\"message\"," + "9".repeat(5_000) + "]",
        "423[\"message\"," + "[".repeat(99) + "]".repeat(99) + "]");

    wire.expect("430[0]", "431[0]", "432[0]", "433[1]");
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void binaryTravelsBothWaysInAnyNumber(Kind transport) {
    rig.main.on("message", (socket, event) -> socket.emit("back", event.args().toArray()));
    Wire wire = connected(transport);

    wire.send(
        "452-[\"message\",{\"_placeholder\":true,\"num\":0},{\"a\":{\"_placeholder\":true,\"num\":1}}]",
        new byte[] {1, 2, 3},
        new byte[] {});
    wire.expect(
        "452-[\"back\",{\"_placeholder\":true,\"num\":0},{\"a\":{\"_placeholder\":true,\"num\":1}}]",
        new byte[] {1, 2, 3},
        new byte[] {});

    wire.send(
        "452-[\"message\",{\"_placeholder\":true,\"num\":1},{\"_placeholder\":true,\"num\":0}]",
        new byte[] {1},
        new byte[] {2});
    wire.expect(
        "452-[\"back\",{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":1}]",
        new byte[] {2},
        new byte[] {1});
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aPacketMayHaveHundredsOfAttachments(Kind transport) {
    rig.main.on("many", (_, event) -> event.reply(event.args()));
    Wire wire = connected(transport);
    String placeholders =
        String.join(
            ",",
            IntStream.range(0, 300)
                .mapToObj("{\"_placeholder\":true,\"num\":%d}"::formatted)
                .toList());
    Object[] attachments =
        IntStream.range(0, 300).mapToObj(i -> new byte[] {(byte) i}).toArray(Object[]::new);

    wire.send("45300-7[\"many\"," + placeholders + "]");
    wire.send(attachments);

    wire.expect("46300-7[[" + placeholders + "]]");
    wire.expect(attachments);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void anEventIsAcknowledgedOnce(Kind transport) {
    rig.main.on(
        "ask",
        (_, event) -> {
          event.reply("first", 1);
          event.reply("second");
        });
    rig.main.on("bare", (_, event) -> event.reply());
    rig.main.on("bytes", (_, event) -> event.reply(new byte[] {9}));
    Wire wire = connected(transport);

    wire.send("42456[\"ask\"]", "42[\"ask\"]", "420[\"bare\"]", "429007199254740991[\"bytes\"]");

    wire.expect("43456[\"first\",1]", "430[]");
    wire.expect("461-9007199254740991[{\"_placeholder\":true,\"num\":0}]", new byte[] {9});
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void theClientAcknowledges(Kind transport) {
    Wire wire = connected(transport);

    var text = socket().emitWithAck(LONG, "text", "a");
    var binary = socket().emitWithAck(LONG, "bytes", new byte[] {1});
    wire.expect(
        "420[\"text\",\"a\"]",
        "451-1[\"bytes\",{\"_placeholder\":true,\"num\":0}]",
        new byte[] {1});
    wire.send("461-1[{\"_placeholder\":true,\"num\":0}]", new byte[] {2}, "430[\"ok\",{\"n\":1}]");

    assertThat(text.join()).containsExactly("ok", Map.of("n", 1L));
    assertThat(binary.join()).containsExactly(new byte[] {2});
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void lateDoubleAndUnknownAcknowledgementsAreIgnored(Kind transport) {
    rig.main.on("ping", (socket, _) -> socket.emit("pong"));
    Wire wire = connected(transport);

    var late = socket().emitWithAck(Duration.ofMillis(1), "late");
    var twice = socket().emitWithAck(LONG, "twice");
    wire.expect("420[\"late\"]", "421[\"twice\"]");
    assertThatThrownBy(late::join).hasCauseInstanceOf(TimeoutException.class);
    wire.send("430[]", "431[1]", "431[2]", "4377[]", "42[\"ping\"]");

    wire.expect("42[\"pong\"]");
    assertThat(twice.join()).containsExactly(1L);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void whoDisconnectsOwesNoAcknowledgement(Kind transport) {
    Wire wire = connected(transport);
    Socket socket = socket();
    var owed = socket.emitWithAck(LONG, "ask");
    wire.expect("420[\"ask\"]");

    wire.send("41");

    assertThatThrownBy(owed::join).isInstanceOf(CancellationException.class);
    assertThatThrownBy(socket.emitWithAck(LONG, "ask")::join)
        .isInstanceOf(CancellationException.class);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void attachmentsStayWithTheirPacketWhoeverSendsBetween(Kind transport) throws Exception {
    Wire wire = connected(transport);
    Socket socket = socket();
    Thread other =
        Thread.ofVirtual().start(() -> IntStream.range(0, 200).forEach(_ -> socket.emit("text")));
    IntStream.range(0, 200).forEach(_ -> socket.emit("b", new byte[] {1}, new byte[] {2}));
    other.join();

    int packets = 0;
    while (packets < 400) {
      String packet = (String) wire.next();
      packets++;
      if (!packet.equals("42[\"text\"]")) {
        wire.expect(new byte[] {1}, new byte[] {2});
      }
    }
  }

  @Test
  void handlersFindTheirEvents() {
    rig.main
        .onAny((_, event) -> rig.note("any " + event.name()))
        .on("known", (_, event) -> rig.note("known " + event.args()))
        .onUnhandled((_, event) -> rig.note("unhandled " + event.name()))
        .onConnect(socket -> {
          socket.onAny((_, event) -> rig.note("own any " + event.name()));
          socket.on("own", (_, _) -> rig.note("own"));
        });
    Wire wire = connected(Kind.WEBSOCKET);

    wire.send("42[\"known\",1]", "42[\"own\"]", "42[\"other\"]", "42[7]");

    rig.expectNotes("any known", "own any known", "known [1]");
    rig.expectNotes("any own", "own any own", "own");
    rig.expectNotes("any other", "own any other", "unhandled other");
    rig.expectNotes("any 7", "own any 7", "unhandled 7");
  }

  @Test
  void aHandlerThatFailsHarmsNobody() {
    rig.main
        .on(
            "bad",
            (_, _) -> {
              throw new IllegalStateException("defect");
            })
        .on("good", (_, event) -> event.reply());
    Wire wire = connected(Kind.WEBSOCKET);

    wire.send("421[\"bad\"]", "422[\"good\"]");

    wire.expect("432[]");
    assertThat(rig.faults).singleElement().isInstanceOf(IllegalStateException.class);
    rig.faults.clear();
  }

  @Test
  void theGateDropsPacketsUnread() {
    int[] budget = {2};
    rig.main
        .gate(_ -> budget[0]-- > 0)
        .on("e", (socket, event) -> socket.emit("got", event.arg(0)))
        .on("b", (_, _) -> rig.note("never"));
    Wire wire = connected(Kind.WEBSOCKET);

    wire.send("42[\"e\",1]", "42[\"e\",2]", "42[\"e\",3]", "42{not even JSON");
    wire.send("451-[\"b\",{\"_placeholder\":true,\"num\":0}]", new byte[] {1});
    wire.expect("42[\"got\",1]", "42[\"got\",2]");
    var reply = socket().emitWithAck(LONG, "ask");
    wire.expect("420[\"ask\"]");
    wire.send("430[]");

    assertThat(reply.join()).isEmpty();
    rig.expectNoNotes();
  }

  @Test
  void attachmentsOfOnePacketAreBoundedTogether() {
    try (Rig small = new Rig(SocketSettings.defaults().withMaxPacketBytes(5))) {
      small.main.on("e", (_, event) -> event.reply(event.args().size()));
      Wire wire = small.open(Kind.WEBSOCKET);
      wire.connect("/");
      String packet =
          "452-1[\"e\",{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":1}]";

      wire.send(packet, new byte[2], new byte[3]);
      wire.expect("431[2]");
      wire.send(packet, new byte[3], new byte[3]);

      wire.expectClosed();
    }
  }

  @Test
  void reservedNamesAreNotSent() {
    assertThatThrownBy(() -> rig.main.all().emit("disconnect"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> rig.main.on("connect", (_, _) -> {}))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
