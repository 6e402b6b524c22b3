package dev.parley.engineio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class BroadcastTest {
  private final SessionFixture fixture = new SessionFixture();

  @Test
  void eachLoopWritesForAllItsSessionsInOneTask() {
    var one = new LocalTransport("websocket");
    var other = new LocalTransport("websocket");
    var sameLoop = one.neighbour();
    var sessions = List.of(fixture.open(one), fixture.open(sameLoop), fixture.open(other));

    Broadcast.send(Frame.text("a"), sessions);
    Broadcast.send(Frame.text("b"), sessions);

    assertThat(one.tasks).as("shared by both broadcasts").hasSize(1);
    assertThat(other.tasks).hasSize(1);
    one.runLoop();
    other.runLoop();
    for (var transport : List.of(one, other, sameLoop)) {
      assertThat(transport.written).endsWith("4a", "4b");
    }
  }

  @Test
  void aBroadcastKeepsItsPlaceAmongOtherSends() {
    var transport = new LocalTransport("websocket");
    var session = fixture.open(transport);
    var broadcast = new Broadcast();
    broadcast.add(Frame.text("a"), session);
    session.send(Frame.text("b"));
    broadcast.send();
    transport.runLoop();
    assertThat(transport.written).endsWith("4a", "4b");
  }

  @Test
  void theReadyFormIsMadeOnce() {
    var frame = Frame.text("x");
    var first = frame.ready(f -> new Object());
    assertThat(frame.ready(f -> new Object())).isSameAs(first);
    assertThat(frame.isShared()).isFalse();
    var transport = new LocalTransport("websocket");
    Broadcast.send(frame, Collections.nCopies(4, fixture.open(transport)));
    assertThat(frame.isShared()).isFalse();
    Broadcast.send(frame, Collections.nCopies(5, fixture.open(transport)));
    assertThat(frame.isShared()).isTrue();
  }

  @Test
  void aChainKeepsItsOrderAndCountsWhole() {
    var chain =
        Frame.chain(List.of(Frame.text("a"), Frame.binary(new byte[5]), Frame.binary(new byte[7])));
    assertThat(chain.size()).isEqualTo(14);
    assertThat(chain.isBinary()).isFalse();
    assertThat(chain.next()).isNotNull();
  }
}
