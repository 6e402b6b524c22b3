package dev.parley.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.store.RedisCluster;
import dev.parley.store.RedisProcess;
import dev.parley.store.RedisSentinels;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The kinds of Redis that people run: one server, TLS, users with few rights, Sentinels, a
/// Cluster.
@Tag("long")
final class RedisKindsTest {
  /// As docs/cluster.md says.
  private static final List<String> RIGHTS =
      List.of(
          "-@all ~parley:* ~online_users:* ~user_rooms:* ~conversation_participants:* &parley:*",
          "+get +set +del +exists +sadd +srem +smembers +hset +hdel +hkeys +hexists +hmget",
          "+pexpire +time +eval +publish +subscribe +unsubscribe +hello +auth +ping");

  private static final Logger LOG = Logger.getLogger(Redis.class.getName());

  private final List<RedisProcess> servers = new ArrayList<>();

  @TempDir private Path folder;

  @AfterEach
  void stop() {
    servers.forEach(RedisProcess::close);
  }

  private RedisProcess keep(RedisProcess server) {
    servers.add(server);
    return server;
  }

  @Test
  void oneServer() {
    EveryKind.assertWorks(keep(RedisProcess.start()).uri(), Certificates.NONE);
  }

  @Test
  void tls() throws Exception {
    var certificates = TestCertificates.in(folder.resolve("own"));
    var server = keep(RedisProcess.startTls(certificates.options()));
    var uri = "rediss://127.0.0.1:" + server.port();

    EveryKind.assertWorks(uri, certificates.ofNode());

    assertRefused(uri, Certificates.NONE);
    assertRefused(uri, certificates.authority());
    assertRefused(uri, TestCertificates.in(folder.resolve("strange")).ofNode());
    assertRefused("rediss://localhost:" + server.port(), certificates.ofNode());
  }

  private static void assertRefused(String uri, Certificates certificates) {
    try (var redis = new Redis(uri, certificates)) {
      assertThat(redis.connect()).isNull();
    }
  }

  private RedisProcess withUser(String rights) {
    var options = new ArrayList<>(List.of("--user", "parley", "on", ">secret"));
    options.addAll(List.of(rights.split(" ")));
    options.addAll(List.of("--user", "default", "off"));
    return keep(RedisProcess.start(options.toArray(String[]::new)));
  }

  @Test
  void aUserWithNoMoreThanTheDocumentedRights() {
    var server = withUser(String.join(" ", RIGHTS));

    EveryKind.assertWorks("redis://parley:secret@127.0.0.1:" + server.port(), Certificates.NONE);

    assertRefused("redis://parley:wrong@127.0.0.1:" + server.port(), Certificates.NONE);
    assertRefused(server.uri(), Certificates.NONE);
  }

  @Test
  void aRightThatIsMissingIsToldOnce() throws IOException {
    var server = withUser(String.join(" ", RIGHTS) + " -eval");
    var lines = new CopyOnWriteArrayList<String>();
    try (var _ = log(lines);
        var node =
            TestNode.begun("redis://parley:secret@127.0.0.1:" + server.port(), Certificates.NONE)) {
      var whereabouts = new RedisWhereabouts(node.redis, node.nodes, node.delay, Clock.systemUTC());

      whereabouts.arrived("ada");
      whereabouts.arrived("bob");

      assertThat(lines).hasSize(1);
      assertThat(lines.getFirst()).contains("NOPERM", "'eval' command");
    }
  }

  private static Closeable log(List<String> lines) {
    var handler =
        new Handler() {
          @Override
          public void publish(LogRecord line) {
            lines.add(line.getMessage());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {
            LOG.removeHandler(this);
          }
        };
    LOG.addHandler(handler);
    return handler::close;
  }

  @Test
  void theMasterThatSentinelsNameAlsoWhenItDies() throws Exception {
    try (var sentinels = RedisSentinels.start(folder)) {
      var uri = sentinels.uri();
      EveryKind.assertWorks(uri, Certificates.NONE);
      try (var one = TestNode.begun(uri, Certificates.NONE);
          var other = TestNode.begun(uri, Certificates.NONE)) {
        EveryKind.awaitHearing(one, other);

        sentinels.killMaster();

        await()
            .atMost(EveryKind.SOON)
            .until(() -> one.interruptions > 0 && other.interruptions > 0);
        EveryKind.awaitHearing(one, other);
      }
      EveryKind.assertWorks(uri, Certificates.NONE);
    }
  }

  @Test
  void aClusterOfSixAlsoWhenAMasterDies() throws Exception {
    try (var cluster = RedisCluster.start()) {
      var uri = cluster.uri();
      EveryKind.assertWorks(uri, Certificates.NONE);
      try (var one = TestNode.begun(uri, Certificates.NONE);
          var other = TestNode.begun(uri, Certificates.NONE)) {
        EveryKind.awaitHearing(one, other);
        var ready = one.redis.ask(to -> to.pubsubShardNumsub(Channels.sharded("key0")));
        assertThat(ready.values()).containsExactly(2L);

        cluster.killMaster();

        EveryKind.awaitHearing(one, other);
      }
      EveryKind.assertWorks(uri, Certificates.NONE);
    }
  }
}
