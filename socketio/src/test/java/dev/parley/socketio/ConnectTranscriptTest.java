package dev.parley.socketio;

import static dev.parley.socketio.Rig.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.socketio.Wire.Kind;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// https://socket.io/docs/v4/socket-io-protocol/#connection-to-a-namespace
class ConnectTranscriptTest {
  private final Rig rig = new Rig();

  @AfterEach
  void stop() {
    rig.close();
    assertThat(rig.faults).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void answersWithAnIdOfItsOwn(Kind transport) {
    Wire wire = rig.open(transport);

    wire.send("40");

    assertThat((String) wire.next())
        .matches("40\\{\"sid\":\"[A-Za-z0-9_-]{20}\"}")
        .doesNotContain(wire.sid());
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void theAuthObjectIsEmptyWithoutOne(Kind transport) {
    rig.main.onConnect(socket -> socket.emit("auth", socket.auth()));
    Wire without = rig.open(transport);
    Wire with = rig.open(transport);

    without.connect("/");
    with.send("40{\"token\":\"123\",\"deep\":{\"a\":[1,null]}}");
    with.next();

    without.expect("42[\"auth\",{}]");
    with.expect("42[\"auth\",{\"token\":\"123\",\"deep\":{\"a\":[1,null]}}]");
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aNamespaceHasItsOwnSocketsWithAndWithoutTheComma(Kind transport) {
    rig.server.of("/admin").onConnect(socket -> socket.emit("auth", socket.auth()));
    Wire with = rig.open(transport);
    Wire without = rig.open(transport);

    with.send("40/admin,{\"a\":1}");
    without.send("40/admin");

    assertThat((String) with.next()).matches("40/admin,\\{\"sid\":\"[A-Za-z0-9_-]{20}\"}");
    with.expect("42/admin,[\"auth\",{\"a\":1}]");
    assertThat((String) without.next()).matches("40/admin,\\{\"sid\":\"[A-Za-z0-9_-]{20}\"}");
    without.expect("42/admin,[\"auth\",{}]");
    assertThat(rig.main.sockets()).isEmpty();
    assertThat(rig.server.of("admin").sockets()).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void severalNamespacesShareOneConnection(Kind transport) {
    rig.server.of("/admin").on("ping", (_, event) -> event.reply("admin"));
    rig.main.on("ping", (_, event) -> event.reply("main"));
    Wire wire = rig.open(transport);

    String first = wire.connect("/");
    String second = wire.connect("/admin");
    wire.send("421[\"ping\"]", "42/admin,1[\"ping\"]");

    assertThat(first).isNotEqualTo(second);
    wire.expect("431[\"main\"]", "43/admin,1[\"admin\"]");
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void anUnknownNamespaceIsRefusedAndTheConnectionGoesOn(Kind transport) {
    Wire wire = rig.open(transport);

    wire.send("40/random");
    wire.expect("44/random,{\"message\":\"Invalid namespace\"}");
    wire.send("40/random,{\"token\":1}");
    wire.expect("44/random,{\"message\":\"Invalid namespace\"}");

    wire.connect("/");
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void middlewareRunsInOrderAndMayRefuse(Kind transport) {
    rig.main
        .use(_ -> rig.note("first"))
        .use(socket -> {
          rig.note("second");
          if (!socket.auth().containsKey("token")) {
            throw new ConnectRefused("not authorized");
          }
        })
        .use(_ -> {
          throw new ConnectRefused("too old", Map.of("least", 3));
        })
        .onConnect(_ -> rig.note("connected"));
    Wire wire = rig.open(transport);

    wire.send("40");
    wire.expect("44{\"message\":\"not authorized\"}");
    wire.send("40{\"token\":\"\"}");
    wire.expect("44{\"message\":\"too old\",\"data\":{\"least\":3}}");

    rig.expectNotes("first", "second", "first", "second");
    rig.expectNoNotes();
    assertThat(rig.main.sockets()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void nothingThatADeniedSocketSendsIsHandled(Kind transport) {
    rig.server
        .of("/closed")
        .use(socket -> {
          socket.join("room");
          socket.emit("early");
          throw new ConnectRefused("no");
        })
        .onAny((_, _) -> rig.note("event"))
        .onConnect(_ -> rig.note("connected"))
        .onDisconnect((_, _) -> rig.note("disconnected"));
    Wire wire = rig.open(transport);

    wire.send(
        "40/closed,",
        "42/closed,[\"event\"]",
        "42/closed,1[\"event\"]",
        "451-/closed,[\"event\",{\"_placeholder\":true,\"num\":0}]",
        new byte[] {1});

    wire.expect("44/closed,{\"message\":\"no\"}");
    wire.expectClosed();
    rig.expectNoNotes();
    assertThat(rig.server.of("/closed").roomNames()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void anAbortedConnectIsNotAnswered(Kind transport) {
    rig.main
        .use(_ -> {
          throw new ConnectAborted("the store is away");
        })
        .onAny((_, _) -> rig.note("event"));
    Wire wire = rig.open(transport);

    wire.send("40", "42[\"event\"]");

    wire.expectClosed();
    rig.expectNoNotes();
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void middlewareThatFailsClosesAndTells(Kind transport) {
    rig.main.use(_ -> {
      throw new IllegalStateException("defect");
    });
    Wire wire = rig.open(transport);

    wire.send("40");

    wire.expectClosed();
    assertThat(rig.faults).singleElement().isInstanceOf(IllegalStateException.class);
    rig.faults.clear();
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void whatIsSentRightBehindTheConnectWaitsForItsHandlers(Kind transport) {
    rig.main
        .use(_ -> rig.note("middleware"))
        .onConnect(socket -> {
          rig.note("connected");
          socket.attach("state");
        })
        .on("hi", (socket, event) -> rig.note(socket.attachment(String.class) + event.args()));
    Wire wire = rig.open(transport);

    wire.send("40", "42[\"hi\",1]", "42[\"hi\",2]");

    rig.expectNotes("middleware", "connected", "state[1]", "state[2]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "42[\"event\"]",
        "431[\"event\"]",
        "41",
        "42/admin,[\"event\"]",
        "450-[\"event\"]"
      })
  void anythingBeforeTheConnectCloses(String packet) {
    rig.main.onAny((_, _) -> rig.note("event"));
    rig.server.of("/admin").onAny((_, _) -> rig.note("event"));
    for (Kind transport : Kind.values()) {
      Wire wire = rig.open(transport);

      wire.send(packet, "40");

      wire.expectClosed();
    }
    rig.expectNoNotes();
    assertThat(rig.main.sockets()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aSecondConnectCloses(Kind transport) {
    rig.main.onDisconnect((_, reason) -> rig.note(reason));
    Wire wire = rig.open(transport);
    wire.connect("/");

    wire.send("40");

    wire.expectClosed();
    rig.expectNotes("forced close");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "4",
        "4abc",
        "47",
        "40[]",
        "40null",
        "40{",
        "40{}x",
        "42{}",
        "42[]",
        "42[null]",
        "42[{}]",
        "42",
        "42[\"a\"",
        "42abc[\"a\",1]",
        "42[\"connect\"]",
        "42[\"disconnect\",1]",
        "43[\"a\"]",
        "4512[\"a\"]",
        "451-[\"a\",{\"_placeholder\":true,\"num\":1}]",
        "44{\"message\":\"a\"}",
        "41{}"
      })
  void aMalformedPacketCloses(String packet) {
    rig.main.onDisconnect((_, reason) -> rig.note(reason)).onAny((_, _) -> rig.note("event"));
    for (Kind transport : Kind.values()) {
      Wire wire = rig.open(transport);
      wire.connect("/");

      wire.send(packet, "42[\"late\"]");

      wire.expectClosed();
      rig.expectNotes("parse error");
    }
  }

  @Test
  void binaryWithoutAPacketCloses() {
    for (Kind transport : Kind.values()) {
      Wire wire = rig.open(transport);
      wire.connect("/");
      wire.send(new byte[] {1, 2, 3});
      wire.expectClosed();
    }
  }

  @Test
  void textWhereAnAttachmentBelongsCloses() {
    for (Kind transport : Kind.values()) {
      Wire wire = rig.open(transport);
      wire.connect("/");
      wire.send("451-[\"a\",{\"_placeholder\":true,\"num\":0}]", "42[\"b\"]");
      wire.expectClosed();
    }
  }

  @Test
  void aNamespaceMadeOnDemandVanishesWithItsLastSocket() {
    rig.server.dynamic(
        name -> name.matches("/room-\\d+"),
        namespace -> {
          rig.note("made " + namespace.name());
          namespace
              .on("who", (_, event) -> event.reply(namespace.name()))
              .onDisconnect((_, _) -> rig.note("left " + namespace.name()));
        });
    Wire wire = rig.open(Kind.WEBSOCKET);

    wire.connect("/room-7");
    wire.send("42/room-7,1[\"who\"]");
    wire.expect("43/room-7,1[\"/room-7\"]");
    wire.send("40/room-x");
    wire.expect("44/room-x,{\"message\":\"Invalid namespace\"}");
    wire.send("41/room-7,");
    rig.expectNotes("made /room-7", "left /room-7");

    wire.connect("/room-7");
    rig.expectNotes("made /room-7");
  }

  @Test
  void aConnectionMayNotBeInAnyNumberOfNamespaces() {
    SocketSettings three =
        new SocketSettings(Duration.ofSeconds(45), 100, 1_000, 3, null, FaultHandler.logging());
    try (Rig small = new Rig(three)) {
      small.server.dynamic(_ -> true, _ -> {});
      Wire wire = small.open(Kind.WEBSOCKET);
      wire.connect("/a");
      wire.connect("/b");
      wire.connect("/c");

      wire.send("40/d");

      wire.expect("44/d,{\"message\":\"Too many namespaces\"}");
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void withoutAConnectInTimeTheConnectionCloses(Kind transport) {
    ManualTimer timer = new ManualTimer();
    try (Rig timed = new Rig(timer)) {
      timed
          .server
          .of("/closed")
          .use(_ -> {
            throw new ConnectRefused("no");
          });
      Wire silent = timed.open(transport);
      Wire denied = timed.open(transport);
      Wire left = timed.open(transport);
      Wire stays = timed.open(transport);

      stays.connect("/");
      denied.send("40/closed");
      denied.expect("44/closed,{\"message\":\"no\"}");
      left.connect("/");
      left.send("41");
      await().until(() -> timer.waiting() == 3);

      timer.pass();

      silent.expectClosed();
      denied.expectClosed();
      left.expectClosed();
      stays.send("41", "40");
      assertThat((String) stays.next()).startsWith("40{\"sid\"");
    }
  }
}
