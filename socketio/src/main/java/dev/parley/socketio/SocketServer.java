package dev.parley.socketio;

import dev.parley.engineio.CloseReason;
import dev.parley.engineio.EngineClock;
import dev.parley.engineio.Session;
import dev.parley.engineio.SessionHandler;
import dev.parley.engineio.SessionListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A Socket.IO 5 server on Engine.IO sessions: give it to an `Engine` as its handler.
///
/// The namespace "/" always exists; others exist once asked for with [#of].
public final class SocketServer implements SessionHandler {
  private final SocketSettings settings;
  private final EngineClock clock;
  private final JsonReader json;
  private final Timer timer;
  private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
  private final Map<String, Entry> namespaces = new HashMap<>();
  private volatile @Nullable Dynamic dynamic;
  private volatile boolean closing;

  /// A namespace and how many need it: its sockets, and for good whoever asked [#of]. Guarded by
  /// the map it is in.
  private static final class Entry {
    final Namespace namespace;
    int users;

    Entry(Namespace namespace) {
      this.namespace = namespace;
    }
  }

  private record Dynamic(Predicate<String> names, Consumer<Namespace> setup) {}

  public SocketServer() {
    this(SocketSettings.defaults());
  }

  public SocketServer(SocketSettings settings) {
    this(settings, EngineClock.system(), new Timer());
  }

  SocketServer(SocketSettings settings, EngineClock clock, Timer timer) {
    this.settings = settings;
    this.clock = clock;
    this.timer = timer;
    this.json = new JsonReader(settings.maxDepth());
    of("/");
  }

  /// The namespace of this name, made if need be; the leading slash may be left out.
  public Namespace of(String name) {
    String full = name.startsWith("/") ? name : "/" + name;
    synchronized (namespaces) {
      Entry entry = namespaces.computeIfAbsent(full, _ -> new Entry(create(full)));
      entry.users++;
      return entry.namespace;
    }
  }

  /// Lets clients connect to any namespace whose name fits. Such a namespace is made and set up
  /// with its first socket, and vanishes with its last (and what recovery may still need of it).
  public SocketServer dynamic(Predicate<String> names, Consumer<Namespace> setup) {
    dynamic = new Dynamic(names, setup);
    return this;
  }

  @Override
  public SessionListener onOpen(Session session) {
    Connection connection = new Connection(this, session);
    connections.add(connection);
    connection.startConnectTimeout();
    if (closing) {
      session.close(CloseReason.SERVER_SHUTTING_DOWN);
    }
    return connection;
  }

  /// Closes every connection, without a packet `41` so that clients come back elsewhere, once what
  /// is pending is sent; no new one is taken. Returns when all disconnect handlers have run, or,
  /// with what is left just cut off, after the time given or when interrupted.
  public void close(Duration patience) {
    close(Duration.ZERO, patience);
  }

  /// The same, with the closes spread evenly over a time, in random order, so that clients don't
  /// come back all at once; patience begins behind it.
  public void close(Duration spread, Duration patience) {
    closing = true;
    try {
      shutEach(spread);
      awaitEmpty(System.nanoTime() + patience.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (Connection connection : connections) {
      connection.session().close(CloseReason.SERVER_SHUTTING_DOWN);
    }
    timer.close();
  }

  private void shutEach(Duration spread) throws InterruptedException {
    List<Connection> all = new ArrayList<>(connections);
    Collections.shuffle(all);
    long start = System.nanoTime();
    for (int i = 0; i < all.size(); i++) {
      long due = start + spread.toNanos() / all.size() * i;
      TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
      all.get(i).session().shut(CloseReason.SERVER_SHUTTING_DOWN);
    }
  }

  private void awaitEmpty(long deadline) throws InterruptedException {
    synchronized (connections) {
      while (!connections.isEmpty() && deadline - System.nanoTime() > 0) {
        connections.wait(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
      }
    }
  }

  void closed(Connection connection) {
    connections.remove(connection);
    if (closing) {
      synchronized (connections) {
        connections.notifyAll();
      }
    }
  }

  /// Counts one more socket in the namespace, made if its name is one of the dynamic ones; null for
  /// a name that is none. [#leave] is its counterpart.
  @Nullable Namespace enter(String name) {
    synchronized (namespaces) {
      Entry entry = namespaces.get(name);
      Dynamic rule = dynamic;
      if (entry == null && rule != null && rule.names().test(name)) {
        entry = new Entry(create(name));
        rule.setup().accept(entry.namespace);
        namespaces.put(name, entry);
      }
      if (entry == null) {
        return null;
      }
      entry.users++;
      return entry.namespace;
    }
  }

  void leave(Namespace namespace) {
    synchronized (namespaces) {
      Entry entry = namespaces.get(namespace.name());
      if (entry == null || --entry.users > 0) {
        return;
      }
    }
    RecoverySettings bounds = settings.recovery();
    if (bounds == null) {
      dropUnused(namespace);
    } else {
      var _ = timer.after(bounds.maxDisconnection(), () -> dropUnused(namespace));
    }
  }

  private void dropUnused(Namespace namespace) {
    synchronized (namespaces) {
      Entry entry = namespaces.get(namespace.name());
      if (entry != null && entry.namespace == namespace && entry.users == 0) {
        namespaces.remove(namespace.name());
      }
    }
  }

  private Namespace create(String name) {
    RecoverySettings bounds = settings.recovery();
    return new Namespace(this, name, bounds == null ? null : new Recovery(bounds, clock));
  }

  SocketSettings settings() {
    return settings;
  }

  JsonReader json() {
    return json;
  }

  Timer timer() {
    return timer;
  }
}
