package dev.parley.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// A line over TCP to one of several ports of this machine, the next one for each connection, as
/// the plainest balancer does it. It can be cut: then nothing passes any more, and nobody is told.
final class Line implements AutoCloseable {
  private final ServerSocket entrance;
  private final Supplier<List<Integer>> targets;
  private final AtomicInteger turn = new AtomicInteger();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile boolean cut;

  Line(Supplier<List<Integer>> targets) {
    this.targets = targets;
    try {
      entrance = new ServerSocket(0, 1_000, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.startVirtualThread(this::accept);
  }

  int port() {
    return entrance.getLocalPort();
  }

  void cut() {
    cut = true;
  }

  /// What was on its way is lost; who comes anew gets through.
  void mend() {
    open.forEach(this::end);
    cut = false;
  }

  private void accept() {
    try {
      while (true) {
        var client = entrance.accept();
        open.add(client);
        Thread.startVirtualThread(() -> connect(client));
      }
    } catch (IOException closed) {
      // nobody comes any more
    }
  }

  private void connect(Socket client) {
    var ports = targets.get();
    for (int i = 0; i < ports.size() && !cut; i++) {
      var port = ports.get(Math.floorMod(turn.getAndIncrement(), ports.size()));
      try {
        var server = new Socket(InetAddress.getLoopbackAddress(), port);
        open.add(server);
        Thread.startVirtualThread(() -> pass(client, server));
        pass(server, client);
        return;
      } catch (IOException nobodyThere) {
        // the next one
      }
    }
    if (!cut) {
      end(client);
    }
  }

  private void pass(Socket from, Socket to) {
    try {
      from.setTcpNoDelay(true);
      var bytes = new byte[16_384];
      for (int n = 0; n >= 0; n = from.getInputStream().read(bytes)) {
        if (!cut) {
          to.getOutputStream().write(bytes, 0, n);
        }
      }
    } catch (IOException e) {
      // one of the two has gone
    }
    if (!cut) {
      end(from);
      end(to);
    }
  }

  private void end(Socket socket) {
    open.remove(socket);
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      entrance.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    mend();
  }
}
