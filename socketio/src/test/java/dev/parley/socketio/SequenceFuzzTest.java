package dev.parley.socketio;

import static dev.parley.socketio.Rig.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.socketio.Wire.Kind;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Packets in any order, sound and not: a client ends its own connection at most.
class SequenceFuzzTest {
  private static final List<Object> PACKETS =
      List.of(
          "40",
          "40{\"token\":\"x\"}",
          "40/admin,",
          "40/nowhere",
          "41",
          "41/admin,",
          "42[\"echo\",1]",
          "42/admin,7[\"echo\",{\"a\":[]}]",
          "421[\"echo\"]",
          "42[\"ask\"]",
          "42[\"leave\"]",
          "430[1]",
          "461-0[{\"_placeholder\":true,\"num\":0}]",
          "451-[\"echo\",{\"_placeholder\":true,\"num\":0}]",
          "452-/admin,3[\"echo\",{\"_placeholder\":true,\"num\":1},{\"_placeholder\":true,\"num\":0}]",
          "450-[\"echo\"]",
          new byte[0],
          new byte[] {1, 2, 3},
          "44{}",
          "42{}",
          "4",
          "3",
          "6",
          "1");

  private final Random random = new Random(5);
  private final Queue<String> reasons = new ConcurrentLinkedQueue<>();
  private final Rig rig = new Rig();

  SequenceFuzzTest() {
    Stream.of("/", "/admin").map(rig.server::of).forEach(this::serve);
  }

  private void serve(Namespace namespace) {
    namespace
        .on("echo", (_, event) -> event.reply(event.args()))
        .on("ask", (socket, _) -> socket.emit("asked", new byte[] {1}))
        .on("leave", (socket, _) -> socket.disconnect(false))
        .onDisconnect((_, reason) -> reasons.add(reason));
  }

  @AfterEach
  void stop() {
    rig.close();
    assertThat(rig.faults).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void noOrderOfPacketsHarmsAnybody(Kind transport) {
    for (int i = 0; i < 50; i++) {
      Wire wire = rig.open(transport);
      wire.send("40");
      for (int packets = random.nextInt(12); packets > 0; packets--) {
        wire.send(PACKETS.get(random.nextInt(PACKETS.size())));
      }
      wire.close();
    }

    await().until(() -> rig.main.sockets().isEmpty());
    await().until(() -> rig.server.of("/admin").sockets().isEmpty());
    assertThat(reasons).isNotEmpty().doesNotContain("server error");
    Wire next = rig.open(transport);
    next.connect("/");
    next.send("421[\"echo\",\"fine\"]");
    next.expect("431[[\"fine\"]]");
  }
}
