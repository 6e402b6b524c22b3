package dev.parley.netty;

import dev.parley.engineio.EngineSettings;
import io.netty.handler.codec.http.HttpMethod;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/// Brings requests that came here for a session of another server to that server, and its answers
/// back, so that a balancer may send each request of a client anywhere.
///
/// Nothing of a request travels as it came: the other server gets a head made here (method,
/// transport, session id, the WebSocket's own fields) and the body's bytes; the client gets an
/// answer made here of the other's status, type and body. Origin, gate and size are decided here,
/// before anything is sent. A server that is gone, or goes before it answered, is answered for like
/// an unknown session: then it is lost, and the client begins anew at once.
///
/// A request that came over a [RelayPort] is never relayed again.
public final class Relay {
  private final SessionOwners owners;
  private final RelayConnections connections;
  private final Tunnels tunnels = new Tunnels();

  /// @param settings those of the engines, the same on all servers
  /// @param secret known to all servers and nobody else; printable ASCII
  public Relay(SessionOwners owners, EngineSettings settings, String secret) {
    this.owners = owners;
    this.connections = new RelayConnections(patience(settings), secret);
  }

  /// A poll is answered by a ping before that, and whoever has a WebSocket answers pings.
  static Duration patience(EngineSettings settings) {
    return settings.pingInterval().plus(settings.pingTimeout());
  }

  /// Ends all connections to a server that is gone, also those that nobody closed.
  public void drop(InetSocketAddress owner) {
    connections.drop(owner);
  }

  /// How many WebSockets of other servers' sessions go through this one.
  public int webSockets() {
    return tunnels.count();
  }

  /// Sends their clients away, one after another within that time, each with a close frame, as a
  /// server does that stops; completes when all have gone. Their sessions end with them.
  public CompletionStage<?> sendAway(Duration spread) {
    return tunnels.sendAway(spread);
  }

  /// Relays a poll or a POST.
  void forward(Exchange exchange, String path, String sid) {
    var target = path + "/?EIO=4&transport=polling&sid=" + sid;
    var relayed = new RelayedRequest(exchange, connections, tunnels, target);
    if (exchange.request().method().equals(HttpMethod.GET)) {
      exchange.whenWhole(body -> find(relayed.whole(body), sid));
    } else {
      // the other server shall know from the beginning that one is coming
      exchange.whenWhole(relayed::whole);
      find(relayed, sid);
    }
    exchange.whenAborted(reason -> relayed.abandon());
  }

  /// Relays a WebSocket that wants to carry a session; the whole request is there.
  void upgrade(Exchange exchange, String path, String sid) {
    var target = path + "/?EIO=4&transport=websocket&sid=" + sid;
    var relayed = new RelayedRequest(exchange, connections, tunnels, target);
    exchange.whenAborted(reason -> relayed.abandon());
    find(relayed.whole(new byte[0]), sid);
  }

  private void find(RelayedRequest relayed, String sid) {
    var _ =
        owners
            .find(sid)
            .handle((address, failure) -> {
              relayed.located(failure == null ? address : null);
              return true;
            });
  }
}
