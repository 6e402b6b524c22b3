package dev.parley.socketio;

import dev.parley.engineio.CloseReason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// What the official clients are run against: namespaces "/" (token "secret") and "/admin".
final class ScenarioServer {
  private static final Duration LONG = Duration.ofSeconds(10);

  private ScenarioServer() {}

  static void serve(SocketServer server) {
    Map<String, String> reasons = new ConcurrentHashMap<>();
    server
        .of("/")
        .use(socket -> {
          if (!"secret".equals(socket.auth().get("token"))) {
            throw new ConnectRefused("not authorized", Map.of("code", 401));
          }
        })
        .on("auth", (socket, event) -> event.reply(socket.auth()))
        .on("echo", (_, event) -> event.reply(event.args()))
        .on("where", (socket, event) -> event.reply(socket.namespace().name()))
        .on("n", (socket, event) -> socket.emit("n", event.arg(0)))
        .on("join", ScenarioServer::join)
        .on("say", ScenarioServer::say)
        .on("ask me", ScenarioServer::ask)
        .on("close", (socket, _) -> socket.close(CloseReason.FORCED_CLOSE))
        .on("kick", (socket, _) -> socket.disconnect(true))
        .on("reason", (_, event) -> event.reply(reasons.get((String) event.arg(0))))
        .onDisconnect((socket, reason) -> reasons.put(socket.id(), reason));
    server.of("/admin").on("where", (socket, event) -> event.reply(socket.namespace().name()));
  }

  private static void join(Socket socket, Event event) {
    socket.join(String.valueOf(event.arg(0)));
    event.reply();
  }

  private static void say(Socket socket, Event event) {
    socket.to(String.valueOf(event.arg(0))).emit("said", event.arg(1));
    event.reply();
  }

  /// Asks back with the same arguments and tells the answer.
  private static void ask(Socket socket, Event event) {
    var _ =
        socket
            .emitWithAck(LONG, "question", event.args().toArray())
            .thenAccept((List<?> answer) -> socket.emit("told", answer.toArray()));
  }
}
