package dev.parley.server;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Two nodes as one server, in processes of their own, with a real Redis.
final class ClusterTest {
  @TempDir private Path folder;

  /// How soon each of it has to heal is `OutageTest`'s matter.
  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  void twoNodesKeepThePromiseWhileOneIsKilledAndRedisComesBackEmpty() throws Exception {
    try (var cluster = new TestCluster(folder, 2);
        var run = new ClusterRun(cluster, 10, 2)) {
      run.talk(20);
      run.comeAndGo(Duration.ofSeconds(1));
      run.awaitDelivery();

      cluster.redis().kill();
      run.talkOn(50);
      cluster.redis().startAgain();
      run.awaitDelivery();

      cluster.kill(1);
      run.awaitDelivery();
      cluster.start(1);

      run.stopTalking();
      run.assertPromise();
      run.assertPresence();
      run.leave(5);
      run.assertPresence();
    }
  }
}
