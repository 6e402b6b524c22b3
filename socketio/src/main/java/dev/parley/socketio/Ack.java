package dev.parley.socketio;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// Answers one event. Only the first answer is sent, from any thread; after a disconnect none is.
public final class Ack {
  private final Socket socket;
  private final long id;
  private final AtomicBoolean sent = new AtomicBoolean();

  Ack(Socket socket, long id) {
    this.socket = socket;
    this.id = id;
  }

  public void send(@Nullable Object... args) {
    Payload payload = JsonWriter.array(args);
    if (sent.compareAndSet(false, true)) {
      socket.send(payload.packet(PacketType.ACK, socket.namespace().name(), id));
    }
  }
}
