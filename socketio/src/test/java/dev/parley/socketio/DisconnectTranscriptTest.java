package dev.parley.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engineio.CloseReason;
import dev.parley.engineio.ManualClock;
import dev.parley.socketio.Wire.Kind;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// https://socket.io/docs/v4/socket-io-protocol/#disconnection-from-a-namespace
class DisconnectTranscriptTest {
  private final Rig rig = new Rig();

  @BeforeEach
  void watch() {
    rig.main
        .on("ping", (_, event) -> event.reply("main"))
        .onDisconnect((_, reason) -> rig.note("main: " + reason));
    rig.server
        .of("/admin")
        .on("ping", (_, event) -> event.reply("admin"))
        .onDisconnect((_, reason) -> rig.note("admin: " + reason));
  }

  @AfterEach
  void stop() {
    rig.close();
    assertThat(rig.faults).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void theClientLeavesANamespaceAndItsConnectionStays(Kind transport) {
    Wire wire = rig.open(transport);
    wire.connect("/");
    wire.connect("/admin");

    wire.send("41/admin,", "421[\"ping\"]");
    rig.expectNotes("admin: client namespace disconnect");
    wire.expect("431[\"main\"]");

    wire.send("41");
    rig.expectNotes("main: client namespace disconnect");
    wire.connect("/admin");
    wire.send("42/admin,2[\"ping\"]");
    wire.expect("43/admin,2[\"admin\"]");
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void theServerDisconnectsANamespaceAndItsConnectionStays(Kind transport) {
    rig.main.on("kick", (socket, _) -> socket.disconnect(false));
    Wire wire = rig.open(transport);
    wire.connect("/");
    wire.connect("/admin");

    // What is under way when the server disconnects is dropped.
    wire.send("42[\"kick\"]", "421[\"ping\"]", "42/admin,2[\"ping\"]");

    wire.expect("41", "43/admin,2[\"admin\"]");
    rig.expectNotes("main: server namespace disconnect");
    wire.connect("/");
    wire.send("423[\"ping\"]");
    wire.expect("433[\"main\"]");
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void theServerDisconnectsAndCloses(Kind transport) {
    rig.main.on(
        "kick",
        (socket, _) -> {
          socket.emit("bye");
          socket.disconnect(true);
          socket.emit("never");
        });
    Wire wire = rig.open(transport);
    wire.connect("/");
    wire.connect("/admin");

    wire.send("42[\"kick\"]", "421[\"ping\"]");

    wire.expect("42[\"bye\"]", "41", "41/admin,");
    wire.expectClosed();
    rig.expectNotes("main: server namespace disconnect", "admin: server namespace disconnect");
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void theTransportClosesWithoutAWord(Kind transport) {
    rig.main.on("close", (socket, _) -> socket.close(CloseReason.FORCED_CLOSE));
    Wire wire = rig.open(transport);
    wire.connect("/");

    wire.send("42[\"close\"]");

    wire.expectClosed();
    rig.expectNotes("main: forced close");
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void theClientGoesAway(Kind transport) {
    Wire wire = rig.open(transport);
    wire.connect("/");
    wire.connect("/admin");

    wire.close();

    rig.expectNotes("main: transport close", "admin: transport close");
    assertThat(rig.main.sockets()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void whatWasSentBeforeTheEndIsHandledBeforeIt(Kind transport) {
    rig.main.on("last", (_, event) -> rig.note("last " + event.args()));
    Wire wire = rig.open(transport);
    wire.connect("/");

    wire.send("42[\"last\",1]", "42[\"last\",2]", "1");

    rig.expectNotes("last [1]", "last [2]", "main: transport close");
  }

  @Test
  void theServerShutsDown() {
    Wire polling = rig.open(Kind.POLLING);
    Wire socket = rig.open(Kind.WEBSOCKET);
    polling.connect("/");
    socket.connect("/");
    rig.main.all().emit("news");

    rig.server.close(Duration.ofSeconds(10));

    rig.expectNotes("main: server shutting down", "main: server shutting down");
    polling.expect("42[\"news\"]");
    polling.expectClosed();
    socket.expect("42[\"news\"]");
    socket.expectClosed();
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void whoAnswersNoPingTimesOut(Kind transport) {
    ManualClock clock = new ManualClock();
    try (Rig timed = new Rig(clock)) {
      timed.main.onDisconnect((_, reason) -> timed.note(reason));
      Wire wire = timed.open(transport);
      wire.connect("/");
      wire.showPings();

      clock.advance(25_000);
      wire.expect("2");
      clock.advance(19_999);
      timed.expectNoNotes();
      clock.advance(1);

      timed.expectNotes("ping timeout");
      wire.expectClosed();
    }
  }

  @Test
  void aDisconnectHandlerOfASocketRunsOnceAfterItsEvents() {
    rig.main.onConnect(socket -> socket.onDisconnect((_, reason) -> rig.note("own: " + reason)));
    rig.main.on(
        "kick",
        (socket, _) -> {
          socket.disconnect(false);
          socket.disconnect(true);
          rig.note("handled");
        });
    Wire wire = rig.open(Kind.WEBSOCKET);
    wire.connect("/");

    wire.send("42[\"kick\"]");

    wire.expect("41");
    wire.expectClosed();
    rig.expectNotes(
        "handled", "main: server namespace disconnect", "own: server namespace disconnect");
    rig.expectNoNotes();
  }
}
