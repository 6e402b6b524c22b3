package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.chat.Nodes;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NodeOwnersTest {
  private static final String RANDOM = "AAAAAAAAAAAAAAAAAAAA";

  private final Leases leases = new Leases();
  private final NodeOwners owners = new NodeOwners(leases);

  private static final class Leases implements Nodes {
    final Map<String, Node> live = new HashMap<>();
    final List<Lapse> listeners = new ArrayList<>();

    void begin(String id, String address) {
      live.put(id, new Node(id, address, "test", 0, 0));
    }

    void end(String id) {
      live.remove(id);
      listeners.forEach(listener -> listener.lapsed(id, Instant.EPOCH));
    }

    @Override
    public String self() {
      return "itself__";
    }

    @Override
    public Collection<Node> live() {
      return live.values();
    }

    @Override
    public @Nullable Node live(String id) {
      return live.get(id);
    }

    @Override
    public void onLapse(Lapse listener) {
      listeners.add(listener);
    }
  }

  private @Nullable InetSocketAddress find(String sessionId) {
    return owners.find(sessionId).toCompletableFuture().join();
  }

  @Test
  void aLiveNodeIsFoundByItsLeaseAsLongAsItHasOne() {
    leases.begin("another_", "127.0.0.1:4711");

    var at = new InetSocketAddress(InetAddress.getLoopbackAddress(), 4711);
    assertThat(find("another_" + RANDOM)).isEqualTo(at);
    assertThat(find("another_" + RANDOM)).isEqualTo(at);

    leases.end("another_");
    assertThat(find("another_" + RANDOM)).isNull();

    leases.begin("another_", "127.0.0.1:4712");
    assertThat(find("another_" + RANDOM))
        .isEqualTo(new InetSocketAddress(InetAddress.getLoopbackAddress(), 4712));
  }

  @Test
  void nothingElseIsAnAddress() {
    leases.begin("itself__", "127.0.0.1:4711");
    leases.begin("unreach_", "");
    leases.begin("rubbish1", "no address");
    leases.begin("rubbish2", "127.0.0.1:99999");

    assertThat(
            List.of(
                "itself__" + RANDOM,
                "unreach_" + RANDOM,
                "rubbish1" + RANDOM,
                "rubbish2" + RANDOM,
                "unknown_" + RANDOM,
                RANDOM,
                "another_",
                ""))
        .allSatisfy(id -> assertThat(find(id)).isNull());
  }

  @Test
  void anAddressForOthersWithoutOthersIsRefused(@TempDir Path folder) {
    assertThatThrownBy(
            () -> ServerExtension.start(folder, "--parley.node.address=127.0.0.1:0").close())
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("PARLEY_REDIS_URI");
  }
}
