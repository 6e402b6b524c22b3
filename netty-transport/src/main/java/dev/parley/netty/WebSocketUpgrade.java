package dev.parley.netty;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.parley.engineio.Engine;
import dev.parley.engineio.Handshake;
import dev.parley.engineio.Session;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.ssl.SslHandler;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Turns an HTTP connection into a WebSocket (RFC 6455, section 4.2.2) and leaves nothing of HTTP
/// behind in its pipeline.
@SuppressWarnings(
    "FutureReturnValueIgnored") // a failed write ends the connection, and that is heard of
final class WebSocketUpgrade {
  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  private final Engine engine;
  private final Exchange exchange;
  private final ChannelHandlerContext codec;
  private final @Nullable String extension;

  WebSocketUpgrade(Engine engine, Exchange exchange) {
    this.engine = engine;
    this.exchange = exchange;
    this.codec = exchange.context().pipeline().context(HttpServerCodec.class);
    this.extension =
        engine.settings().compression()
            ? DeflateOffer.accept(
                exchange.request().headers().getAll(HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS))
            : null;
  }

  /// Opens a session on it.
  void open(Handshake handshake) {
    var transport = switchProtocols();
    engine.open(handshake, transport);
    leaveHttp(transport);
  }

  /// Begins to move a session to it, or closes it if it can't.
  void join(Session session) {
    var transport = switchProtocols();
    if (!engine.upgrade(session, transport)) {
      transport.close(WebSocketTransport.NORMAL);
    }
    leaveHttp(transport);
  }

  /// Written from the codec's place in the pipeline, since the codec would encode it.
  private WebSocketTransport switchProtocols() {
    codec.write(Unpooled.copiedBuffer(head(), US_ASCII));
    return new WebSocketTransport(codec, extension != null);
  }

  private String head() {
    var key = exchange.request().headers().get(HttpHeaderNames.SEC_WEBSOCKET_KEY);
    return "HTTP/1.1 101 Switching Protocols\r\n"
        + "Upgrade: websocket\r\n"
        + "Connection: Upgrade\r\n"
        + ("Sec-WebSocket-Accept: " + accept(key) + "\r\n")
        + (extension == null ? "" : "Sec-WebSocket-Extensions: " + extension + "\r\n")
        + "\r\n";
  }

  private static String accept(String key) {
    try {
      var hash = MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(US_ASCII));
      return Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  private void leaveHttp(WebSocketTransport transport) {
    var reader = new WebSocketReader(transport, engine.settings().maxPayload(), extension != null);
    leaveHttp(codec, reader, transport::writeFrom);
  }

  /// Leaves one handler of the pipeline, and TLS. The codec goes last: it hands on what it has read
  /// already.
  static void leaveHttp(
      ChannelHandlerContext codec,
      ChannelHandler reader,
      Consumer<ChannelHandlerContext> whenPlaced) {
    var pipeline = codec.pipeline();
    var others =
        pipeline.toMap().values().stream()
            .filter(handler -> !(handler instanceof SslHandler || handler.equals(codec.handler())))
            .toList();
    pipeline.addLast(reader);
    whenPlaced.accept(pipeline.context(reader));
    others.forEach(pipeline::remove);
    pipeline.remove(codec.handler());
    codec.flush();
    // frameworks ask for each read by themselves, and they are gone now
    pipeline.channel().config().setAutoRead(true);
  }
}
