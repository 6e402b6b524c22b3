package dev.parley.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.socketio.Wire.Kind;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RoomTranscriptTest {
  private final Rig rig = new Rig();

  @AfterEach
  void stop() {
    rig.close();
    assertThat(rig.faults).isEmpty();
  }

  /// A wire whose socket is in these rooms, with its id.
  private record Member(Wire wire, Socket socket) {}

  private Member member(Kind transport, Namespace namespace, String... rooms) {
    Wire wire = rig.open(transport);
    Socket socket = namespace.socket(wire.connect(namespace.name()));
    assertThat(socket).isNotNull();
    for (String room : rooms) {
      socket.join(room);
    }
    return new Member(wire, socket);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aBroadcastReachesRoomsAndSparesExceptions(Kind transport) {
    Member red = member(transport, rig.main, "red");
    Member both = member(transport, rig.main, "red", "blue");
    Member blue = member(transport, rig.main, "blue");
    Member none = member(transport, rig.main);

    rig.main.to("red").emit("1");
    rig.main.to("red").to("blue").emit("2");
    rig.main.to("red").except("blue").emit("3");
    rig.main.except("blue").emit("4");
    rig.main.to("blue").except(both.socket().id()).emit("5");
    rig.main.to(none.socket().id()).emit("6");
    both.socket().to("red").emit("7");
    both.socket().broadcast().emit("8");
    rig.main.to("nobody").emit("never");
    rig.main.all().emit("9", new byte[] {9});

    expectEvents(red, 1, 2, 3, 4, 7, 8);
    expectEvents(both, 1, 2);
    expectEvents(blue, 2, 5, 8);
    expectEvents(none, 4, 6, 8);
    for (Member each : List.of(red, both, blue, none)) {
      each.wire().expect("451-[\"9\",{\"_placeholder\":true,\"num\":0}]", new byte[] {9});
    }
  }

  private static void expectEvents(Member member, int... events) {
    for (int event : events) {
      member.wire().expect("42[\"" + event + "\"]");
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aNamespaceHasItsOwnRooms(Kind transport) {
    Namespace admin = rig.server.of("/admin");
    Member here = member(transport, rig.main, "room");
    Member there = member(transport, admin, "room");

    rig.main.to("room").emit("main");
    admin.to("room").emit("admin");

    here.wire().expect("42[\"main\"]");
    there.wire().expect("42/admin,[\"admin\"]");
  }

  @Test
  void roomsVanishWithTheirLastSocket() {
    Member one = member(Kind.WEBSOCKET, rig.main, "a", "b");
    Member two = member(Kind.WEBSOCKET, rig.main, "b");
    assertThat(rig.main.roomNames()).containsExactlyInAnyOrder("a", "b");

    one.socket().leave("b");
    assertThat(rig.main.roomNames()).containsExactlyInAnyOrder("a", "b");
    two.socket().leave("b");
    assertThat(rig.main.roomNames()).containsExactly("a");
    rig.main.onDisconnect((socket, _) -> rig.note("was in " + socket.rooms()));
    one.wire().send("41");

    rig.expectNotes("was in [a]");
    assertThat(rig.main.roomNames()).isEmpty();
    one.socket().join("c");
    assertThat(rig.main.roomNames()).isEmpty();
  }

  @Test
  void aTargetJoinsLeavesAndDisconnects() {
    Member one = member(Kind.WEBSOCKET, rig.main, "a");
    Member two = member(Kind.WEBSOCKET, rig.main, "a");

    rig.main.to("a").join("b");
    rig.main.to(one.socket().id()).leave("a");
    assertThat(one.socket().rooms()).containsExactly("b");
    assertThat(two.socket().rooms()).containsExactlyInAnyOrder("a", "b");

    rig.main.to("a").disconnect(true);
    two.wire().expect("41");
    two.wire().expectClosed();
    assertThat(rig.main.sockets()).containsExactly(one.socket());
  }

  @Test
  void aBroadcastIsAcknowledgedByAllOrByThoseInTime() {
    Member one = member(Kind.WEBSOCKET, rig.main, "a");
    Member two = member(Kind.POLLING, rig.main, "a");

    CompletableFuture<AckReplies> all =
        rig.main.to("a").emitWithAck(Duration.ofMinutes(1), "ask", 1);
    one.wire().expect("420[\"ask\",1]");
    two.wire().expect("420[\"ask\",1]");
    one.wire().send("430[\"one\"]");
    two.wire().send("430[\"two\"]");

    assertThat(all.join().complete()).isTrue();
    assertThat(all.join().replies()).containsExactlyInAnyOrder(List.of("one"), List.of("two"));

    CompletableFuture<AckReplies> some =
        rig.main.to("a").emitWithAck(Duration.ofMinutes(1), "ask", 2);
    one.wire().expect("421[\"ask\",2]");
    one.wire().send("431[\"one\"]");
    two.wire().expect("421[\"ask\",2]");
    two.wire().send("41");

    assertThat(some.join()).isEqualTo(new AckReplies(2, List.of(List.of("one"))));
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aBroadcastThatNobodyAcknowledgesInTimeEndsWithoutThem(Kind transport) {
    Member one = member(transport, rig.main, "a");
    Member two = member(transport, rig.main, "a");

    AckReplies none = rig.main.to("a").emitWithAck(Duration.ofMillis(1), "ask").join();
    assertThat(none).isEqualTo(new AckReplies(2, List.of()));
    assertThat(none.complete()).isFalse();

    one.wire().expect("420[\"ask\"]");
    one.wire().send("430[\"late\"]");
    CompletableFuture<AckReplies> both =
        rig.main.to("a").emitWithAck(Duration.ofMinutes(1), "again");
    one.wire().expect("421[\"again\"]");
    one.wire().send("431[1]");
    two.wire().expect("420[\"ask\"]", "421[\"again\"]");
    two.wire().send("431[2]");
    assertThat(both.join().replies()).containsExactlyInAnyOrder(List.of(1L), List.of(2L));
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void anEncodedEventGoesToAnyChoiceOfSockets(Kind transport) {
    Member one = member(transport, rig.main);
    Member two = member(transport, rig.main);
    Member gone = member(transport, rig.main);
    gone.socket().disconnect(false);

    Encoded event = rig.main.encode("news", new RawJson("{\"n\":1}"));
    Fanout.send(event, List.of(one.socket(), gone.socket(), two.socket()));
    one.socket().emit(event);

    one.wire().expect("42[\"news\",{\"n\":1}]", "42[\"news\",{\"n\":1}]");
    two.wire().expect("42[\"news\",{\"n\":1}]");
    gone.wire().expect("41");
  }
}
