package dev.parley.server;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import dev.parley.store.RedisProcess;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Nodes as processes of their own, with a real Redis, one database, and an entrance that leads to
/// all of them in turn. The database is the one `PARLEY_TEST_MONGODB_URI` names, else what stands
/// in for MongoDB.
final class TestCluster implements AutoCloseable {
  static final String REDIS = "PARLEY_REDIS_URI";

  private static final Map<String, String> SETTINGS =
      Map.of(
          "PARLEY_JWT_SECRET", "a secret of at least thirty-two characters",
          "PARLEY_LIMITS_ENABLED", "false",
          "PARLEY_MONGODB_TIMEOUT", "30s",
          "PARLEY_ADMIN_EMAIL", "admin@parley.example",
          "PARLEY_ADMIN_PASSWORD", Api.PASSWORD);

  private final Path folder;
  private final @Nullable MongoServer standIn;
  private final String mongo;
  private final RedisProcess redis = RedisProcess.start();
  private final Map<String, String> settings;
  private @Nullable Line toMongo;
  private final List<Line> toRedis = new ArrayList<>();
  private final List<@Nullable Child> nodes = new ArrayList<>();
  private final Line entrance = new Line(this::ports);

  TestCluster(Path folder, int size) {
    this(folder, size, null, Map.of());
  }

  /// @param settings besides those of all, or instead; [#REDIS] leads past the Redis it has
  TestCluster(Path folder, int size, Map<String, String> settings) {
    this(folder, size, null, settings);
  }

  /// @param classPath of the version its nodes are of at first; null for this one
  TestCluster(Path folder, int size, @Nullable String classPath) {
    this(folder, size, classPath, Map.of());
  }

  private TestCluster(
      Path folder, int size, @Nullable String classPath, Map<String, String> settings) {
    this.folder = folder;
    this.settings = settings;
    var named = System.getenv("PARLEY_TEST_MONGODB_URI");
    standIn = named == null ? new MongoServer(new MemoryBackend()) : null;
    if (standIn == null) {
      mongo = freshDatabase(named);
    } else {
      var port = standIn.bind().getPort();
      toMongo = new Line(() -> List.of(port));
      mongo = freshDatabase("mongodb://127.0.0.1:" + toMongo.port());
    }
    for (int i = 0; i < size; i++) {
      toRedis.add(new Line(() -> List.of(redis.port())));
      nodes.add(null);
      start(i, classPath);
    }
  }

  private static String freshDatabase(String address) {
    var end = address.contains("?") ? address.indexOf('?') : address.length();
    var hosts = address.substring(0, end).replaceAll("/+$", "");
    return hosts + "/parley-test-" + UUID.randomUUID() + address.substring(end);
  }

  /// Starts the node again that was killed.
  void start(int node) {
    start(node, null);
  }

  private void start(int node, @Nullable String classPath) {
    var all = new HashMap<>(SETTINGS);
    all.put("PARLEY_MONGODB_URI", mongo);
    all.put(REDIS, "redis://127.0.0.1:" + toRedis.get(node).port());
    all.putAll(settings);
    all.put("PARLEY_NODE_ADDRESS", "127.0.0.1:" + RedisProcess.freePort());
    var data = folder.resolve("node" + node);
    nodes.set(
        node,
        classPath == null
            ? Child.serving(folder, data, all)
            : Child.serving(folder, data, all, classPath));
  }

  List<Integer> ports() {
    return nodes.stream().filter(Objects::nonNull).map(node -> node.api().port()).toList();
  }

  /// Any node, another one for each connection.
  Api api() {
    return new Api(entrance.port());
  }

  Api api(int node) {
    return node(node).api();
  }

  private Child node(int node) {
    return Objects.requireNonNull(nodes.get(node));
  }

  RedisProcess redis() {
    return redis;
  }

  /// Without the lines between.
  String redisUri() {
    return settings.getOrDefault(REDIS, redis.uri());
  }

  Line toRedis(int node) {
    return toRedis.get(node);
  }

  /// Of all nodes; with a database of one's own the test is left out.
  Line toMongo() {
    assumeTrue(toMongo != null, "no line leads to the database that is named");
    return Objects.requireNonNull(toMongo);
  }

  void freeze(int node) {
    node(node).freeze();
  }

  void thaw(int node) {
    node(node).thaw();
  }

  void kill(int node) {
    node(node).kill();
    nodes.set(node, null);
  }

  /// Ends the node as a service manager does; answers how long that took.
  Duration drain(int node) {
    var begin = System.nanoTime();
    node(node).terminate();
    var _ = node(node).exitCode();
    nodes.set(node, null);
    var took = Duration.ofNanos(System.nanoTime() - begin);
    System.getLogger(TestCluster.class.getName())
        .log(Level.INFO, "Node {0} was gone after {1} ms", node, took.toMillis());
    return took;
  }

  @Override
  public void close() {
    IntStream.range(0, nodes.size()).filter(i -> nodes.get(i) != null).forEach(this::kill);
    entrance.close();
    toRedis.forEach(Line::close);
    redis.close();
    if (toMongo != null) {
      toMongo.close();
    }
    if (standIn != null) {
      standIn.shutdownNow();
    }
  }
}
