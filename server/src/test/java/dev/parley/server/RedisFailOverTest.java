package dev.parley.server;

import dev.parley.store.RedisCluster;
import dev.parley.store.RedisSentinels;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two whole nodes on a Redis that outlives its master, which dies while people talk.
@Tag("long")
final class RedisFailOverTest {
  @TempDir private Path folder;

  @Test
  void onARedisClusterNothingIsLostWithAMaster() throws Exception {
    try (var redis = RedisCluster.start()) {
      assertKept(redis.uri(), redis::killMaster);
    }
  }

  @Test
  void withSentinelsNothingIsLostWithTheMaster() throws Exception {
    try (var redis = RedisSentinels.start(folder)) {
      assertKept(redis.uri(), redis::killMaster);
    }
  }

  private void assertKept(String redis, Runnable killing) throws Exception {
    try (var cluster = new TestCluster(folder, 2, Map.of(TestCluster.REDIS, redis));
        var run = new ClusterRun(cluster, 10, 2)) {
      run.talk(20);
      run.comeAndGo(Duration.ofSeconds(1));
      run.talkOn(50);
      run.awaitDelivery();

      killing.run();
      run.talkOn(100);
      run.awaitDelivery();

      run.stopTalking();
      run.assertPromise();
      run.assertPresence();
      run.leave(5);
      run.assertPresence();
    }
  }
}
