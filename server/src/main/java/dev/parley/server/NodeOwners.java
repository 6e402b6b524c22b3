package dev.parley.server;

import dev.parley.chat.Nodes;
import dev.parley.netty.Relay;
import dev.parley.netty.SessionOwners;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Session ids begin with the id of their node; where that is, its lease says. What a client wrote
/// is compared with the ids of live nodes and used for nothing else.
final class NodeOwners implements SessionOwners, Nodes.Lapse {
  private final Nodes nodes;
  private final Map<String, InetSocketAddress> known = new ConcurrentHashMap<>();
  private volatile Consumer<InetSocketAddress> gone = address -> {};

  NodeOwners(Nodes nodes) {
    this.nodes = nodes;
    nodes.onLapse(this);
  }

  /// Ends the relay's connections to nodes that are gone.
  void tell(Relay relay) {
    gone = relay::drop;
  }

  @Override
  public CompletionStage<@Nullable InetSocketAddress> find(String sessionId) {
    if (sessionId.length() <= Nodes.ID_LENGTH) {
      return CompletableFuture.completedFuture(null);
    }
    var id = sessionId.substring(0, Nodes.ID_LENGTH);
    if (id.equals(nodes.self())) {
      return CompletableFuture.completedFuture(null);
    }
    var address = known.get(id);
    if (address != null) {
      return CompletableFuture.completedFuture(address);
    }
    var found = new CompletableFuture<@Nullable InetSocketAddress>();
    Thread.startVirtualThread(() -> found.complete(lookUp(id)));
    return found;
  }

  private @Nullable InetSocketAddress lookUp(String id) {
    try {
      var node = nodes.live(id);
      if (node == null || node.address().isEmpty()) {
        return null;
      }
      var address = NodeSettings.parse(node.address());
      if (address.isUnresolved()) {
        return null;
      }
      known.put(id, address);
      if (nodes.live(id) == null) {
        known.remove(id); // it lapsed meanwhile, and will not do so again
      }
      return address;
    } catch (RuntimeException nobodyKnows) {
      return null;
    }
  }

  @Override
  public void lapsed(String nodeId, Instant lastSign) {
    var address = known.remove(nodeId);
    if (address != null) {
      gone.accept(address);
    }
  }
}
