package dev.parley.chat;

import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/// The servers that act as one. Each is known by a lease that it renews; one that stops renewing is
/// gone for the others within seconds, and is another node when it comes back.
public interface Nodes {
  /// A live node, itself included.
  ///
  /// @param id opaque, [#ID_LENGTH] characters of base64url, another at each start
  /// @param address `host:port` where other nodes reach it, empty if they cannot
  /// @param version of the program
  record Node(
      String id, String address, String version, int connections, double messagesPerSecond) {}

  /// Hears of nodes that are gone.
  @FunctionalInterface
  interface Lapse {
    /// Called on a thread of its own, once a node and listener, also for one that said goodbye.
    ///
    /// @param lastSign when it surely lived
    void lapsed(String nodeId, Instant lastSign);

    /// It turns out to have lived on: what it told since then may have been missed.
    default void returned(String nodeId, Instant lastSign) {}
  }

  int ID_LENGTH = 8;

  /// This node's id.
  String self();

  /// Those known to live, this one included. From memory.
  Collection<Node> live();

  /// One that lives; null for any other id. Asks beyond memory for one that has only just begun, so
  /// it may block.
  @Nullable Node live(String id);

  void onLapse(Lapse listener);
}
