package dev.parley.gateway;

import dev.parley.chat.Events;
import dev.parley.chat.Nodes;
import dev.parley.sqlite.SqliteStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Two servers on one store, in one process: each with caches of its own and its own end of a bus.
/// What the store commits is told to the one that `committer` names, as if it had committed it.
final class TwoNodes implements AutoCloseable {
  final Time time = new Time();
  final TestBus.End busOfA;
  final TestBus.End busOfB;
  final ChatServer a;
  final ChatServer b;
  final TestNodes nodesOfB;
  private final EventsRelay relayOfA = new EventsRelay();
  private final EventsRelay relayOfB = new EventsRelay();
  private final SqliteStore store;
  volatile Supplier<Events> committer = () -> relayOfA;

  TwoNodes(Path folder) {
    store = SqliteStore.open(folder, event -> committer.get().publish(event), time);
    var bus = new TestBus();
    var whereabouts = new MemoryWhereabouts();
    busOfA = bus.end();
    busOfB = bus.end();
    nodesOfB = new TestNodes("node000B");
    a =
        new ChatServer(
            store,
            time,
            relayOfA,
            new Cluster.Ports(busOfA, new TestNodes("node000A"), whereabouts.of("node000A")));
    b =
        new ChatServer(
            store, time, relayOfB, new Cluster.Ports(busOfB, nodesOfB, whereabouts.of("node000B")));
  }

  Events eventsOfA() {
    return relayOfA;
  }

  Events eventsOfB() {
    return relayOfB;
  }

  void commitOnA() {
    committer = () -> relayOfA;
  }

  void commitOnB() {
    committer = () -> relayOfB;
  }

  @Override
  public void close() {
    a.close();
    b.close();
  }

  /// Nodes that a test declares dead.
  static final class TestNodes implements Nodes {
    private final String self;
    private final List<Lapse> listeners = new CopyOnWriteArrayList<>();

    TestNodes(String self) {
      this.self = self;
    }

    void lapse(String nodeId, Instant lastSign) {
      listeners.forEach(listener -> listener.lapsed(nodeId, lastSign));
    }

    @Override
    public String self() {
      return self;
    }

    @Override
    public Collection<Node> live() {
      return List.of(new Node(self, "", "", 0, 0));
    }

    @Override
    public @Nullable Node live(String id) {
      return id.equals(self) ? new Node(self, "", "", 0, 0) : null;
    }

    @Override
    public void onLapse(Lapse listener) {
      listeners.add(listener);
    }
  }
}
