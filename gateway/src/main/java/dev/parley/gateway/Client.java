package dev.parley.gateway;

import dev.parley.chat.Presence;
import dev.parley.engineio.CloseReason;
import dev.parley.socketio.RawJson;
import dev.parley.socketio.Socket;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One signed-in socket and what it views.
final class Client {
  private final Socket socket;
  private final long connectedAt;
  private volatile Identity identity;

  // Null until used: most sockets view nothing, and there are many. Guarded by this, together with
  // what presence counts.
  private @Nullable Set<String> viewed;

  private volatile boolean knowsSync;

  // What it may still send at once, as of that moment; used on the thread of its handlers alone.
  private double budget = Double.MAX_VALUE;
  private long budgetedAt;

  /// @param connectedAt epoch milliseconds
  Client(Socket socket, Identity identity, long connectedAt) {
    this.socket = socket;
    this.identity = identity;
    this.connectedAt = connectedAt;
  }

  long connectedAt() {
    return connectedAt;
  }

  Socket socket() {
    return socket;
  }

  Identity identity() {
    return identity;
  }

  /// The same user's, good for longer.
  void renew(Identity renewed) {
    identity = renewed;
  }

  String userId() {
    return identity.userId();
  }

  /// Whether it ever used `sync`: then it can be told to do so again.
  boolean knowsSync() {
    return knowsSync;
  }

  void usedSync() {
    knowsSync = true;
  }

  /// It missed pushes. A client that knows sync is told to; any other comes back after a close and
  /// reads anew.
  void catchUp() {
    if (knowsSync()) {
      socket.emit("sync_required", new RawJson(Json.text(new Pushed.SyncRequired())));
    } else {
      socket.close(CloseReason.SLOW_READER);
    }
  }

  /// Takes one event from what it may send.
  ///
  /// @param now milliseconds
  boolean mayHandle(EventLimit limit, long now) {
    var refilled = budget + (now - budgetedAt) * limit.perSecond() / 1_000.0;
    budget = Math.min(refilled, limit.burst());
    budgetedAt = now;
    if (budget < 1) {
      return false;
    }
    budget--;
    return true;
  }

  synchronized boolean views(String conversationId) {
    return viewed != null && viewed.contains(conversationId);
  }

  synchronized void view(String conversationId, Presence presence) {
    if (viewed == null) {
      viewed = new HashSet<>(4);
    }
    if (viewed.add(conversationId)) {
      presence.viewing(userId(), conversationId);
    }
  }

  synchronized void stopViewing(String conversationId, Presence presence) {
    if (viewed != null && viewed.remove(conversationId)) {
      presence.stoppedViewing(userId(), conversationId);
    }
  }

  synchronized void stopViewingAll(Presence presence) {
    for (var id : viewed == null ? List.<String>of() : List.copyOf(viewed)) {
      stopViewing(id, presence);
    }
  }
}
