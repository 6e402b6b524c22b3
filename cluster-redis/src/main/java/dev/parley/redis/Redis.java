package dev.parley.redis;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The way to Redis: one server, one that Sentinels name, or a Redis Cluster. It is made in the
/// background, and again whenever it breaks: while it is away every command fails at once with
/// [RedisException], and none takes longer than its patience, a second.
///
/// Without a scheme of its own a list means a Cluster: `redis://a:6379,redis://b:6379`.
public final class Redis implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final Logger LOG = System.getLogger(Redis.class.getName());

  /// One way of connecting.
  interface Connector {
    RedisClusterAsyncCommands<String, byte[]> connect();

    StatefulRedisPubSubConnection<String, byte[]> connectPubSub();

    /// Whether all servers that were met when it connected have sharded channels.
    boolean sharded();

    void close();
  }

  /// What is connected at a time: all of it, or nothing.
  record Link(
      RedisClusterAsyncCommands<String, byte[]> commands,
      StatefulRedisPubSubConnection<String, byte[]> channels,
      boolean sharded) {}

  /// So many different refusals are told of, each once.
  private static final int TOLD = 50;

  private final String uri;
  private final Certificates certificates;
  private final Duration patience;
  private final Set<String> told = ConcurrentHashMap.newKeySet();
  private @Nullable Connector connector;
  private volatile @Nullable Link link;
  private boolean closed;
  private boolean complained;

  /// Refuses an address that cannot be one with [IllegalArgumentException]. Connects nowhere yet.
  public Redis(String uri, Certificates certificates) {
    this(uri, certificates, PATIENCE);
  }

  /// @param patience with each command
  Redis(String uri, Certificates certificates, Duration patience) {
    this.uri = uri;
    this.certificates = certificates;
    this.patience = patience;
    this.connector = connector();
  }

  private Connector connector() {
    var parts = uri.split(",(?=redis)");
    return parts.length > 1
        ? new ClusterConnector(List.of(parts), certificates, patience)
        : new SingleConnector(uri, certificates, patience);
  }

  /// Null when it is away; blocks for about its patience at most.
  synchronized @Nullable Link connect() {
    try {
      return closed ? null : connectNow();
    } catch (RedisException e) {
      complain(e);
      return null;
    }
  }

  /// The same, but says why it can't be had.
  synchronized Link connectNow() {
    var there = link;
    if (there == null) {
      try {
        var way = connector == null ? connector() : connector;
        connector = way;
        there = new Link(way.connect(), way.connectPubSub(), way.sharded());
        complained = false;
      } catch (RedisException e) {
        disconnect();
        throw e;
      }
      link = there;
    }
    return there;
  }

  private void complain(RedisException e) {
    if (!complained) {
      complained = true;
      var cause = e.getCause() == null ? e : e.getCause();
      LOG.log(Level.WARNING, "Redis can't be reached: " + cause.getMessage());
    }
  }

  /// Tells, once, of a right that this node's user lacks: someone must mend that.
  void failed(@Nullable Throwable failure) {
    var message = failure instanceof RedisCommandExecutionException ? failure.getMessage() : null;
    if (message != null
        && (message.startsWith("NOPERM") || message.contains("ACL failure"))
        && told.size() < TOLD
        && told.add(message)) {
      LOG.log(Level.WARNING, "Redis lets this node's user not do what it must: " + message);
    }
  }

  /// Gives up a way that has fallen silent; [#connect] makes another.
  synchronized void disconnect() {
    link = null;
    if (connector != null) {
      connector.close();
      connector = null;
    }
  }

  /// Whether commands have somewhere to go.
  public boolean isConnected() {
    return link != null;
  }

  @Nullable Link link() {
    return link;
  }

  /// For commands whose answer somebody waits for elsewhere, or nobody does.
  @Nullable RedisClusterAsyncCommands<String, byte[]> commands() {
    var there = link;
    return there == null ? null : there.commands();
  }

  /// Sends one command and waits for its answer.
  <T> T ask(Function<RedisClusterAsyncCommands<String, byte[]>, RedisFuture<T>> command) {
    var there = commands();
    if (there == null) {
      throw new RedisException("Redis is away");
    }
    return await(command.apply(there));
  }

  /// Sends all of them at once and waits for every answer, in their order.
  <K, T> List<T> askEach(
      Iterable<K> of,
      Function<RedisClusterAsyncCommands<String, byte[]>, Function<K, RedisFuture<T>>> command) {
    var there = commands();
    if (there == null) {
      throw new RedisException("Redis is away");
    }
    var each = command.apply(there);
    var asked = new ArrayList<RedisFuture<T>>();
    of.forEach(key -> asked.add(each.apply(key)));
    return asked.stream().map(this::await).toList();
  }

  private <T> T await(RedisFuture<T> answer) {
    try {
      return answered(answer, patience);
    } catch (RedisException e) {
      failed(e.getCause());
      throw e;
    }
  }

  static <T> T answered(RedisFuture<T> answer) {
    return answered(answer, PATIENCE);
  }

  private static <T> T answered(RedisFuture<T> answer, Duration patience) {
    try {
      return answer.toCompletableFuture().get(patience.toMillis() * 2, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new RedisException("Redis does not answer", e);
    } catch (ExecutionException e) {
      throw new RedisException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RedisException("Interrupted", e);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    disconnect();
  }
}
