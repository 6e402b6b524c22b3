package dev.parley.netty;

import static io.netty.handler.codec.http.HttpMethod.GET;
import static io.netty.handler.codec.http.HttpMethod.OPTIONS;
import static io.netty.handler.codec.http.HttpMethod.POST;

import dev.parley.engineio.Engine;
import dev.parley.engineio.Handshake;
import dev.parley.engineio.Headers;
import dev.parley.engineio.ProtocolError;
import dev.parley.engineio.Query;
import dev.parley.engineio.Session;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.ssl.SslHandler;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What each request to the engine's path means. Decides on the head of a request, acts once it is
/// whole.
final class Endpoint {
  /// A WebSocket's own headers tell an application nothing, and are held as long as the session.
  private static final Set<String> NOT_KEPT =
      Set.of(
          "connection",
          "upgrade",
          "sec-websocket-key",
          "sec-websocket-version",
          "sec-websocket-extensions");

  /// What a client sends that has no parameters of its own; shared by all of them.
  private static final Query PLAIN_WEBSOCKET = new Query("EIO=4&transport=websocket");

  /// What may stand in the target of a request to another server.
  private static final Pattern SESSION_ID = Pattern.compile("[A-Za-z0-9_-]{20,64}");

  private final Engine engine;
  private final HttpOptions options;
  private final Cors cors;

  Endpoint(Engine engine, HttpOptions options) {
    this.engine = engine;
    this.options = options;
    this.cors = new Cors(options.allowedOrigin());
  }

  Cors cors() {
    return cors;
  }

  int maxPayload() {
    return engine.settings().maxPayload();
  }

  boolean isAt(String uri) {
    var path = options.path();
    if (!uri.startsWith(path)) {
      return false;
    }
    int end = path.length();
    if (uri.length() > end && uri.charAt(end) == '/') {
      end++;
    }
    return uri.length() == end || uri.charAt(end) == '?';
  }

  void begin(Exchange exchange) {
    var request = exchange.request();
    if (request.method().equals(OPTIONS)) {
      exchange.whenWhole(body -> cors.preflight(exchange));
      return;
    }
    var query = query(request.uri());
    var transport = transport(query);
    var sid = query.get("sid");
    if (transport == null) {
      refuse(exchange, ProtocolError.UNKNOWN_TRANSPORT);
    } else if (!"4".equals(query.get("EIO"))) {
      refuse(exchange, ProtocolError.UNSUPPORTED_VERSION);
    } else if (transport.equals("websocket") && !isUpgrade(request)) {
      refuse(exchange, ProtocolError.BAD_REQUEST);
    } else if (sid != null) {
      continueSession(exchange, handshake(exchange, query, transport), sid);
    } else if (!request.method().equals(GET)) {
      refuse(exchange, ProtocolError.BAD_HANDSHAKE_METHOD);
    } else {
      openSession(exchange, handshake(exchange, query, transport));
    }
  }

  private static void refuse(Exchange exchange, ProtocolError error) {
    exchange.whenWhole(body -> exchange.refuse(error));
  }

  private void openSession(Exchange exchange, Handshake handshake) {
    exchange.whenWhole(body -> {
      var refusal = admit(handshake);
      if (refusal != null) {
        exchange.refuse(refusal);
      } else if (handshake.transport().equals("websocket")) {
        new WebSocketUpgrade(engine, exchange).open(handshake);
      } else {
        var transport = new PollingTransport(exchange.context().channel().eventLoop());
        transport.open(engine, handshake, exchange);
      }
    });
  }

  private @Nullable Refusal admit(Handshake handshake) {
    if (engine.isClosed()) {
      return new Refusal(503, "{\"message\":\"Shutting down\"}");
    }
    return options.gate().refuse(handshake);
  }

  private void continueSession(Exchange exchange, Handshake handshake, String sid) {
    var session = engine.find(sid);
    if (session == null) {
      continueElsewhere(exchange, handshake, sid);
    } else if (handshake.transport().equals("websocket")) {
      upgradeSession(exchange, handshake, session);
    } else if (session.transport() instanceof PollingTransport polling) {
      poll(exchange, exchange.request().method(), polling);
    } else {
      refuse(exchange, ProtocolError.BAD_REQUEST);
    }
  }

  private void continueElsewhere(Exchange exchange, Handshake handshake, String sid) {
    var relay = options.relay();
    var method = exchange.request().method();
    if (relay == null || !SESSION_ID.matcher(sid).matches()) {
      refuse(exchange, ProtocolError.UNKNOWN_SESSION);
    } else if (handshake.transport().equals("websocket")) {
      exchange.whenWhole(body -> {
        var refusal = admit(handshake);
        if (refusal != null) {
          exchange.refuse(refusal);
        } else {
          relay.upgrade(exchange, options.path(), sid);
        }
      });
    } else if (method.equals(GET) || method.equals(POST)) {
      relay.forward(exchange, options.path(), sid);
    } else {
      refuse(exchange, ProtocolError.BAD_REQUEST);
    }
  }

  private void upgradeSession(Exchange exchange, Handshake handshake, Session session) {
    exchange.whenWhole(body -> {
      var refusal = admit(handshake);
      if (refusal != null) {
        exchange.refuse(refusal);
      } else {
        new WebSocketUpgrade(engine, exchange).join(session);
      }
    });
  }

  private static void poll(Exchange exchange, HttpMethod method, PollingTransport polling) {
    if (method.equals(GET)) {
      exchange.whenWhole(body -> polling.poll(exchange));
    } else if (method.equals(POST)) {
      polling.beginPost(exchange);
      exchange.whenWhole(body -> polling.post(exchange, body));
    } else {
      refuse(exchange, ProtocolError.BAD_REQUEST);
      return;
    }
    exchange.whenAborted(reason -> polling.aborted(exchange, reason));
  }

  private static boolean isUpgrade(HttpRequest request) {
    return request.method().equals(GET)
        && request
            .headers()
            .containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)
        && request.headers().contains(HttpHeaderNames.SEC_WEBSOCKET_KEY)
        && "13".equals(request.headers().get(HttpHeaderNames.SEC_WEBSOCKET_VERSION));
  }

  private static Query query(String uri) {
    int mark = uri.indexOf('?');
    var query = new Query(mark < 0 ? "" : uri.substring(mark + 1));
    return query.equals(PLAIN_WEBSOCKET) ? PLAIN_WEBSOCKET : query;
  }

  private static @Nullable String transport(Query query) {
    return switch (query.get("transport")) {
      case "polling" -> "polling";
      case "websocket" -> "websocket";
      case null, default -> null;
    };
  }

  private static Headers headers(HttpRequest request) {
    return Headers.of(
        request.headers().entries().stream()
            .filter(field -> !NOT_KEPT.contains(field.getKey().toLowerCase(Locale.ROOT)))
            .toList());
  }

  private static Handshake handshake(Exchange exchange, Query query, String transport) {
    var channel = exchange.context().channel();
    var remote =
        channel.remoteAddress() instanceof InetSocketAddress address
            ? address
            : InetSocketAddress.createUnresolved("local", 0);
    return new Handshake(
        headers(exchange.request()),
        query,
        remote,
        channel.pipeline().get(SslHandler.class) != null,
        transport);
  }
}
