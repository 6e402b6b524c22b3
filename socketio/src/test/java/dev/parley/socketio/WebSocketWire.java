package dev.parley.socketio;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

final class WebSocketWire extends Wire {
  private final WebSocket socket;
  private final String sid;

  WebSocketWire(int port) {
    URI uri = URI.create("ws://127.0.0.1:" + port + "/socket.io/?EIO=4&transport=websocket");
    socket = HTTP.newWebSocketBuilder().buildAsync(uri, new Listener()).join();
    sid = sidOf((String) next());
  }

  @Override
  String sid() {
    return sid;
  }

  /// One at a time: a WebSocket refuses to send while it sends, and pings are answered from its own
  /// thread.
  @Override
  synchronized void send(Object... packets) {
    for (Object packet : packets) {
      CompletableFuture<WebSocket> sent =
          packet instanceof byte[] bytes
              ? socket.sendBinary(ByteBuffer.wrap(bytes), true)
              : socket.sendText((String) packet, true);
      // A server that has closed meanwhile is seen by who reads.
      sent.exceptionally(_ -> socket).join();
    }
  }

  @Override
  public void close() {
    socket.abort();
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        take(text.toString());
        text.setLength(0);
      }
      from.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
      while (data.hasRemaining()) {
        bytes.write(data.get());
      }
      if (last) {
        take(bytes.toByteArray());
        bytes.reset();
      }
      from.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      takeClose();
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      takeClose();
    }
  }
}
