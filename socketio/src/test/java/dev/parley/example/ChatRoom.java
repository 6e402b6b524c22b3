package dev.parley.example;

import dev.parley.engineio.Engine;
import dev.parley.engineio.EngineSettings;
import dev.parley.netty.EngineServer;
import dev.parley.netty.HttpOptions;
import dev.parley.socketio.ConnectRefused;
import dev.parley.socketio.SocketServer;
import java.net.InetSocketAddress;
import java.time.Duration;

/// A whole server: who has a name may join rooms and speak in them.
final class ChatRoom implements AutoCloseable {
  private final SocketServer sockets = new SocketServer();
  private final EngineServer http;

  ChatRoom(int port) {
    sockets
        .of("/")
        .use(socket -> {
          if (!(socket.auth().get("name") instanceof String name)) {
            throw new ConnectRefused("a name is needed");
          }
          socket.attach(name);
        })
        .on(
            "join",
            (socket, event) -> {
              socket.join(String.valueOf(event.arg(0)));
              event.reply("welcome");
            })
        .on(
            "say",
            (socket, event) -> {
              String room = String.valueOf(event.arg(0));
              socket.to(room).emit("said", socket.attachment(String.class), event.arg(1));
            })
        .onDisconnect((socket, reason) -> System.out.println(socket.id() + " left: " + reason));

    Engine engine = new Engine(EngineSettings.defaults(), sockets);
    http = EngineServer.start(engine, HttpOptions.defaults(), new InetSocketAddress(port));
  }

  int port() {
    return http.port();
  }

  @Override
  public void close() {
    sockets.close(Duration.ofSeconds(5));
    http.close();
  }
}
