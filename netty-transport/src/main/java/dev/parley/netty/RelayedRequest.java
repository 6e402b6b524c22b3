package dev.parley.netty;

import static io.netty.handler.codec.http.HttpHeaderNames.*;

import dev.parley.engineio.ProtocolError;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One request on its way to the server that has its session. A POST's head goes ahead, its body
/// follows once it is whole. All state belongs to the loop of the client's connection, and the
/// connection to the other server is of the same loop.
final class RelayedRequest {
  private static final List<CharSequence> OF_WEBSOCKET =
      List.of(UPGRADE, SEC_WEBSOCKET_KEY, SEC_WEBSOCKET_VERSION, SEC_WEBSOCKET_EXTENSIONS);

  private final Exchange exchange;
  private final RelayConnections connections;
  private final Tunnels tunnels;
  private final String target;
  private final EventLoop loop;
  private @Nullable RelayConnection connection;
  private byte @Nullable [] body;
  private boolean failed;
  private boolean over;

  RelayedRequest(Exchange exchange, RelayConnections connections, Tunnels tunnels, String target) {
    this.exchange = exchange;
    this.connections = connections;
    this.tunnels = tunnels;
    this.target = target;
    this.loop = exchange.context().channel().eventLoop();
  }

  /// The client's request is there to its end.
  RelayedRequest whole(byte[] bytes) {
    body = bytes;
    if (failed) {
      refuse();
    } else if (connection != null) {
      sendBody(connection, bytes);
    }
    return this;
  }

  /// From any thread: where to, null for nowhere.
  void located(@Nullable InetSocketAddress owner) {
    if (!loop.inEventLoop()) {
      loop.execute(() -> located(owner));
    } else if (over) {
      return;
    } else if (owner == null) {
      lost();
    } else {
      connections.take(loop, owner, this);
    }
  }

  /// The connection is there; false if nobody needs it any more.
  boolean connected(RelayConnection taken) {
    if (over) {
      return false;
    }
    connection = taken;
    taken.send(head());
    if (body != null) {
      sendBody(taken, body);
    }
    taken.flush();
    return true;
  }

  private HttpRequest head() {
    var request = exchange.request();
    var head = new DefaultHttpRequest(HttpVersion.HTTP_1_1, request.method(), target);
    head.headers().set(HOST, "relay");
    if (request.method().equals(HttpMethod.POST)) {
      head.headers().set(TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
    }
    if (isUpgrade()) {
      head.headers().set(CONNECTION, HttpHeaderValues.UPGRADE);
      OF_WEBSOCKET.forEach(name -> head.headers().set(name, request.headers().getAll(name)));
    }
    return head;
  }

  private boolean isUpgrade() {
    return target.contains("transport=websocket");
  }

  private void sendBody(RelayConnection to, byte[] bytes) {
    if (bytes.length > 0 && exchange.request().method().equals(HttpMethod.POST)) {
      to.send(new DefaultHttpContent(Unpooled.wrappedBuffer(bytes)));
    }
    to.send(new DefaultLastHttpContent(Unpooled.EMPTY_BUFFER));
    to.flush();
  }

  /// The client is gone, or sent too much: the other server hears of it by the connection's end.
  void abandon() {
    over = true;
    if (connection != null) {
      connection.close();
    }
  }

  /// The other server answered, to its end. The answer is released by the caller.
  void answered(RelayConnection from, FullHttpResponse response) {
    over = true;
    if (isUpgrade() && response.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
      var tunnel = new Tunnel(exchange, from);
      tunnel.open(response);
      tunnels.add(tunnel);
    } else if (response.status().equals(HttpResponseStatus.FORBIDDEN)) {
      // it doesn't take requests from here
      exchange.refuse(ProtocolError.UNKNOWN_SESSION);
    } else {
      exchange.pass(response);
    }
  }

  /// There is no such server, or it went away.
  void lost() {
    if (!over && !failed) {
      failed = true;
      connection = null;
      // a request is refused once it has been read, as everywhere
      if (body != null) {
        refuse();
      }
    }
  }

  private void refuse() {
    over = true;
    exchange.refuse(ProtocolError.UNKNOWN_SESSION);
  }
}
