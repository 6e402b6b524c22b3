package dev.parley.engineio;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/// A transport without a network: what was written stands in a list, and its loop is the test,
/// which runs the tasks when it wants.
final class LocalTransport extends Transport {
  final List<String> written = new ArrayList<>();
  final LinkedBlockingQueue<Runnable> tasks;
  Runnable whenOpen = () -> {};
  boolean writable = true;
  boolean reading = true;
  @Nullable CloseReason ended;

  LocalTransport(String name) {
    this(name, new LinkedBlockingQueue<>());
  }

  private LocalTransport(String name, LinkedBlockingQueue<Runnable> tasks) {
    this(name, tasks, tasks::add);
  }

  private LocalTransport(String name, LinkedBlockingQueue<Runnable> tasks, Executor loop) {
    super(name, loop);
    this.tasks = tasks;
  }

  /// Another transport on the same loop.
  LocalTransport neighbour() {
    return new LocalTransport(name(), tasks, loop());
  }

  /// Runs all that the loop was given so far.
  void runLoop() {
    for (var task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
    }
  }

  void receive(Packet packet) {
    received(packet);
  }

  void receive(String text) {
    received(new Packet.Text(text));
  }

  void lose() {
    lost(CloseReason.TRANSPORT_ERROR);
  }

  @Override
  protected void drain() {
    while (writable) {
      var frame = next();
      if (frame == null) {
        return;
      }
      for (var part = frame; part != null; part = part.next()) {
        written.add(new String(part.bytes(), UTF_8));
      }
      if (written.size() == 1) {
        whenOpen.run();
      }
      if (frame.equals(Frame.CLOSE)) {
        finished();
      }
    }
  }

  @Override
  protected void probed() {
    written.add("3probe");
  }

  @Override
  protected void regulate() {
    reading = mayRead();
  }

  @Override
  protected void end(CloseReason reason) {
    ended = reason;
  }
}
