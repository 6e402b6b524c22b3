package dev.parley.socketio;

import java.net.URI;
import java.net.http.WebSocket;

/// A client that connects and then neither reads nor answers, not even pings.
final class SilentWire implements WebSocket.Listener {
  private SilentWire() {}

  static void connect(int port) {
    URI uri = URI.create("ws://127.0.0.1:" + port + "/socket.io/?EIO=4&transport=websocket");
    Wire.HTTP
        .newWebSocketBuilder()
        .buildAsync(uri, new SilentWire())
        .thenCompose(socket -> socket.sendText("40", true))
        .join();
  }

  @Override
  public void onOpen(WebSocket socket) {}
}
