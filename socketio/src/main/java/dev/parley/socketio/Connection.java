package dev.parley.socketio;

import dev.parley.engineio.CloseReason;
import dev.parley.engineio.Session;
import dev.parley.engineio.SessionListener;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// One Engine.IO session and the sockets on it, at most one for each namespace.
///
/// The `on…` methods run one at a time on the session's virtual thread, and so do all handlers of
/// its sockets.
final class Connection implements SessionListener {
  private static final Socket[] NONE = {};

  private final SocketServer server;
  private final Session session;

  // Replaced, never changed. A socket that the server disconnected stays until its client connects
  // again: what was under way when it ended is dropped instead of taken for a breach of protocol.
  private volatile Socket[] sockets = NONE;

  // Only touched by the session's thread.
  private @Nullable PartialPacket partial;
  private boolean broken;

  private @Nullable Future<?> connectTimeout; // guarded by this

  Connection(SocketServer server, Session session) {
    this.server = server;
    this.session = session;
  }

  SocketServer server() {
    return server;
  }

  Session session() {
    return session;
  }

  @Override
  public void onText(Session session, String data) {
    if (!broken) {
      guarded(() -> receive(PacketHeader.parse(data)));
    }
  }

  @Override
  public void onBinary(Session session, byte[] data) {
    if (!broken) {
      guarded(() -> receive(data));
    }
  }

  @Override
  public void onBacklogDropped(Session session) {
    for (Socket socket : sockets) {
      if (socket.connected()) {
        socket.namespace().backlogDropped(socket);
      }
    }
  }

  @Override
  public void onClose(Session session, CloseReason reason) {
    stopConnectTimeout();
    for (Socket socket : sockets) {
      socket.end(reason.text());
      socket.tellEnd();
    }
    server.closed(this);
  }

  private void guarded(Runnable receipt) {
    try {
      receipt.run();
    } catch (MalformedPacket e) {
      breach(CloseReason.PARSE_ERROR);
    }
  }

  /// The client broke the protocol: nothing it sent after this is looked at, but what it was sent
  /// before (why it was refused, say) still reaches it.
  private void breach(CloseReason reason) {
    broken = true;
    session.shut(reason);
  }

  private void receive(PacketHeader header) {
    if (partial != null) {
      throw new MalformedPacket("text where an attachment belongs");
    }
    switch (header.type()) {
      case CONNECT -> connect(header.namespace(), server.json().object(header.payload()));
      case CONNECT_ERROR -> throw new MalformedPacket("a connect error from a client");
      case DISCONNECT, EVENT, ACK, BINARY_EVENT, BINARY_ACK -> {
        Socket socket = socket(header.namespace());
        if (socket == null) {
          breach(CloseReason.FORCED_CLOSE);
        } else {
          receive(socket, header);
        }
      }
    }
  }

  private void receive(Socket socket, PacketHeader header) {
    switch (header.type()) {
      case DISCONNECT -> {
        socket.end("client namespace disconnect");
        socket.tellEnd();
        remove(socket);
        startConnectTimeout();
      }
      case EVENT, ACK -> handle(socket, header, wanted(socket, header) ? arguments(header) : null);
      case BINARY_EVENT, BINARY_ACK -> {
        Arguments arguments = wanted(socket, header) ? arguments(header) : null;
        if (header.attachments() == 0) {
          handle(socket, header, arguments);
        } else {
          partial = new PartialPacket(socket, header, arguments);
        }
      }
      case CONNECT, CONNECT_ERROR -> throw new IllegalStateException("belongs to no socket");
    }
  }

  private void receive(byte[] attachment) {
    if (partial == null) {
      throw new MalformedPacket("binary without a packet");
    }
    PartialPacket packet = partial;
    if (packet.add(attachment, server.settings().maxPacketBytes())) {
      partial = null;
      handle(packet.socket(), packet.header(), packet.arguments());
    }
  }

  private static boolean wanted(Socket socket, PacketHeader header) {
    boolean ack = header.type() == PacketType.ACK || header.type() == PacketType.BINARY_ACK;
    return socket.connected() && (ack || socket.namespace().admits(socket));
  }

  private Arguments arguments(PacketHeader header) {
    Arguments arguments =
        header.type() == PacketType.EVENT
            ? server.json().event(header.payload())
            : server.json().array(header.payload(), header.attachments());
    if (header.type() == PacketType.EVENT || header.type() == PacketType.BINARY_EVENT) {
      checkName(arguments.values());
    }
    return arguments;
  }

  private static void checkName(List<@Nullable Object> values) {
    Object name = values.isEmpty() ? null : values.getFirst();
    boolean sound =
        name instanceof Number || (name instanceof String text && !Event.reserved(text));
    if (!sound) {
      throw new MalformedPacket("an event without a name of its own");
    }
  }

  private void handle(Socket socket, PacketHeader header, @Nullable Arguments arguments) {
    if (arguments == null || !socket.connected()) {
      return;
    }
    List<@Nullable Object> values = arguments.values();
    switch (header.type()) {
      case EVENT, BINARY_EVENT -> {
        Ack ack = header.id() == PacketHeader.NO_ID ? null : new Ack(socket, header.id());
        String name = String.valueOf(values.getFirst());
        socket.handle(new Event(name, values.subList(1, values.size()), ack));
      }
      case ACK, BINARY_ACK -> socket.acknowledged(header.id(), values);
      case CONNECT, DISCONNECT, CONNECT_ERROR -> throw new IllegalStateException("no arguments");
    }
  }

  private void connect(String name, Map<String, @Nullable Object> auth) {
    Socket former = socket(name);
    if (former != null && !former.ended()) {
      breach(CloseReason.FORCED_CLOSE);
      return;
    }
    if (former != null) {
      former.tellEnd();
      remove(former);
    }
    if (sockets.length >= server.settings().maxNamespaces()) {
      refuse(name, new ConnectRefused("Too many namespaces"));
      return;
    }
    Namespace namespace = server.enter(name);
    if (namespace == null) {
      refuse(name, new ConnectRefused("Invalid namespace"));
      return;
    }
    Socket socket = namespace.arrive(this, auth);
    add(socket);
    try {
      namespace.decide(socket);
    } catch (ConnectRefused e) {
      turnAway(socket);
      refuse(name, e);
      return;
    } catch (ConnectAborted e) {
      turnAway(socket);
      breach(CloseReason.FORCED_CLOSE);
      return;
    }
    stopConnectTimeout();
    namespace.welcome(socket);
  }

  private void turnAway(Socket socket) {
    socket.end("refused");
    remove(socket);
    startConnectTimeout();
  }

  private void refuse(String namespace, ConnectRefused refusal) {
    session.send(Payload.connectError(namespace, refusal));
  }

  private @Nullable Socket socket(String namespace) {
    for (Socket socket : sockets) {
      if (socket.namespace().name().equals(namespace)) {
        return socket;
      }
    }
    return null;
  }

  private synchronized void add(Socket socket) {
    Socket[] more = Arrays.copyOf(sockets, sockets.length + 1);
    more[sockets.length] = socket;
    sockets = more;
  }

  private synchronized void remove(Socket socket) {
    sockets = Arrays.stream(sockets).filter(other -> other != socket).toArray(Socket[]::new);
  }

  /// A connection without a socket must connect one in time.
  synchronized void startConnectTimeout() {
    if (connectTimeout == null && deserted()) {
      connectTimeout =
          server.timer().after(server.settings().connectTimeout(), this::connectTimedOut);
    }
  }

  private void connectTimedOut() {
    synchronized (this) {
      connectTimeout = null;
    }
    if (deserted()) {
      session.close(CloseReason.FORCED_CLOSE);
    }
  }

  private boolean deserted() {
    for (Socket socket : sockets) {
      if (!socket.ended()) {
        return false;
      }
    }
    return true;
  }

  private synchronized void stopConnectTimeout() {
    if (connectTimeout != null) {
      connectTimeout.cancel(false);
      connectTimeout = null;
    }
  }

  /// Disconnects every socket with a packet `41` and closes the transport behind it.
  void disconnectAll() {
    for (Socket socket : sockets) {
      socket.disconnect(false);
    }
    session.shut(CloseReason.FORCED_CLOSE);
  }
}
