package dev.parley.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engineio.EngineSettings;
import io.socket.client.Ack;
import io.socket.client.IO;
import io.socket.client.Socket;
import io.socket.emitter.Emitter;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.json.JSONArray;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The official Java client through the same scenario as the JavaScript one.
class JavaClientTest {
  private static final Map<String, String> SECRET = Map.of("token", "secret");

  private static final EngineSettings QUICK_HEARTBEAT =
      EngineSettings.defaults().withHeartbeat(Duration.ofSeconds(1), Duration.ofSeconds(2));

  private Rig rig = new Rig();
  private final List<Socket> open = new ArrayList<>();

  /// How the client connects.
  enum Mode {
    POLLING,
    WEBSOCKET,
    UPGRADE;

    String[] transports() {
      return switch (this) {
        case POLLING -> new String[] {"polling"};
        case WEBSOCKET -> new String[] {"websocket"};
        case UPGRADE -> new String[] {"polling", "websocket"};
      };
    }

    String endsUpAs() {
      return this == POLLING ? "polling" : "websocket";
    }
  }

  @BeforeEach
  void serve() {
    ScenarioServer.serve(rig.server);
  }

  @AfterEach
  void stop() {
    open.forEach(Socket::disconnect);
    rig.close();
    assertThat(rig.faults).isEmpty();
  }

  private Socket client(Mode mode, String namespace, Map<String, String> auth) {
    IO.Options options = new IO.Options();
    options.transports = mode.transports();
    options.auth = auth;
    options.forceNew = true;
    options.reconnectionDelay = 10;
    options.reconnectionDelayMax = 50;
    Socket socket = IO.socket(URI.create("http://127.0.0.1:" + rig.port() + namespace), options);
    open.add(socket);
    return socket;
  }

  private Socket connected(Mode mode) throws InterruptedException {
    Socket socket = client(mode, "/", SECRET);
    BlockingQueue<Object[]> connects = events(socket, Socket.EVENT_CONNECT);
    socket.connect();
    next(connects);
    return socket;
  }

  private static BlockingQueue<Object[]> events(Emitter emitter, String event) {
    BlockingQueue<Object[]> events = new LinkedBlockingQueue<>();
    emitter.on(event, events::add);
    return events;
  }

  private static Object[] next(BlockingQueue<Object[]> events) throws InterruptedException {
    Object[] event = events.poll(Wire.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    assertThat(event).isNotNull();
    return event;
  }

  private static Object[] ask(Socket socket, String event, Object... args)
      throws InterruptedException {
    BlockingQueue<Object[]> replies = new LinkedBlockingQueue<>();
    socket.emit(event, args, replies::add);
    return next(replies);
  }

  @ParameterizedTest
  @EnumSource
  void connectsWithAuth(Mode mode) throws Exception {
    Object[] auth = ask(connected(mode), "auth");

    assertThat(((JSONObject) auth[0]).getString("token")).isEqualTo("secret");
  }

  @ParameterizedTest
  @EnumSource
  void isRefused(Mode mode) throws Exception {
    Socket denied = client(mode, "/", Map.of("token", "wrong"));
    Socket unknown = client(mode, "/nowhere", SECRET);
    var refusal = events(denied, Socket.EVENT_CONNECT_ERROR);
    var invalid = events(unknown, Socket.EVENT_CONNECT_ERROR);
    denied.connect();
    unknown.connect();

    assertThat(next(refusal)[0])
        .hasToString("{\"data\":{\"code\":401},\"message\":\"not authorized\"}");
    assertThat(next(invalid)[0]).hasToString("{\"message\":\"Invalid namespace\"}");
  }

  @ParameterizedTest
  @EnumSource
  void acknowledgesBothWays(Mode mode) throws Exception {
    Socket socket = connected(mode);
    socket.on(
        "question",
        args ->
            ((Ack) args[2]).call(((Number) args[0]).intValue() + ((Number) args[1]).intValue()));
    var told = events(socket, "told");

    JSONArray back = (JSONArray) ask(socket, "echo", 1, "two", new JSONObject().put("x", 1.5))[0];
    socket.emit("ask me", 2, 3);

    assertThat(back).hasToString("[1,\"two\",{\"x\":1.5}]");
    assertThat(next(told)).containsExactly(5);
  }

  @ParameterizedTest
  @EnumSource
  void sendsBinaryBothWays(Mode mode) throws Exception {
    Socket socket = connected(mode);
    socket.on("question", args -> ((Ack) args[2]).call(args[1], args[0]));
    var told = events(socket, "told");

    JSONArray back =
        (JSONArray)
            ask(socket, "echo", new byte[] {1, 2}, new JSONObject().put("x", new byte[] {-1}))[0];
    socket.emit("ask me", new byte[] {1}, new byte[] {2});

    assertThat(back.get(0)).isEqualTo(new byte[] {1, 2});
    assertThat(back.getJSONObject(1).get("x")).isEqualTo(new byte[] {-1});
    assertThat(next(told)).containsExactly(new byte[] {2}, new byte[] {1});
  }

  @ParameterizedTest
  @EnumSource
  void usesRooms(Mode mode) throws Exception {
    Socket one = connected(mode);
    Socket two = connected(mode);
    Socket three = connected(mode);
    var strays = events(one, "said");
    three.on("said", strays::add);
    var said = events(two, "said");

    ask(one, "join", "room");
    ask(two, "join", "room");
    ask(one, "say", "room", "hello");

    assertThat(next(said)).containsExactly("hello");
    ask(one, "echo");
    ask(three, "echo");
    assertThat(strays).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void hasNamespacesOnOneConnection(Mode mode) throws Exception {
    Socket main = connected(mode);
    Socket admin = main.io().socket("/admin");
    var connects = events(admin, Socket.EVENT_CONNECT);
    admin.connect();
    next(connects);

    assertThat(admin.id()).isNotEqualTo(main.id());
    assertThat(ask(admin, "where")).containsExactly("/admin");
    assertThat(ask(main, "where")).containsExactly("/");
    admin.disconnect();
    assertThat(ask(main, "where")).containsExactly("/");
  }

  @ParameterizedTest
  @EnumSource
  void sendsLargePayloads(Mode mode) throws Exception {
    Socket socket = connected(mode);
    String text = "\u00e9\ud83d\ude00x".repeat(50_000);
    byte[] bytes = new byte[600_000];
    new Random(1).nextBytes(bytes);

    assertThat(((JSONArray) ask(socket, "echo", text)[0]).getString(0)).isEqualTo(text);
    assertThat(((JSONArray) ask(socket, "echo", (Object) bytes)[0]).get(0)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @EnumSource
  void keepsAThousandEventsInOrder(Mode mode) throws Exception {
    Socket socket = connected(mode);
    var back = events(socket, "n");

    for (int n = 0; n < 1_000; n++) {
      socket.emit("n", n);
    }

    List<Object> seen = new ArrayList<>();
    for (int n = 0; n < 1_000; n++) {
      seen.addAll(Arrays.asList(next(back)));
    }
    assertThat(seen).isEqualTo(IntStream.range(0, 1_000).boxed().toList());
  }

  /// This client notices a server's close of a WebSocket only by the pings that stay away, also
  /// with the official server; so these come often, and whoever stands still for long is taken for
  /// gone.
  @ParameterizedTest
  @EnumSource
  void reconnectsAfterTheServerClosedTheTransport(Mode mode) throws Exception {
    rig.close();
    rig = new Rig(SocketSettings.defaults(), QUICK_HEARTBEAT);
    serve();
    Socket socket = connected(mode);
    String before = socket.id();
    var disconnects = events(socket, Socket.EVENT_DISCONNECT);
    var connects = events(socket, Socket.EVENT_CONNECT);

    socket.emit("close");

    assertThat((String) next(disconnects)[0])
        .isIn("transport close", "transport error", "ping timeout");
    next(connects);
    assertThat(socket.id()).isNotEqualTo(before);
    assertThat(ask(socket, "where")).containsExactly("/");
  }

  @ParameterizedTest
  @EnumSource
  void tellsWhyItDisconnected(Mode mode) throws Exception {
    Socket kicked = connected(mode);
    var disconnects = events(kicked, Socket.EVENT_DISCONNECT);
    kicked.emit("kick");
    assertThat(next(disconnects)).containsExactly("io server disconnect");

    Socket leaving = connected(mode);
    String id = leaving.id();
    leaving.disconnect();
    Socket watching = connected(mode);
    Rig.await().until(() -> ask(watching, "reason", id)[0], "client namespace disconnect"::equals);
  }

  @ParameterizedTest
  @EnumSource
  void endsUpOnItsTransport(Mode mode) throws Exception {
    Socket socket = connected(mode);

    Rig.await()
        .untilAsserted(() ->
            assertThat(rig.main.sockets())
                .singleElement()
                .extracting(served -> served.session().transportName())
                .isEqualTo(mode.endsUpAs()));
    assertThat(ask(socket, "where")).containsExactly("/");
  }
}
