package dev.parley.server;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Three nodes, two hundred clients, and everything that goes wrong with nodes and with Redis.
@Tag("long")
final class ClusterFaultsTest {
  private static final int PEOPLE = 50;

  @TempDir private Path folder;

  @Test
  void threeNodesKeepThePromiseThroughEveryFault() throws Exception {
    try (var cluster = new TestCluster(folder, 3);
        var run = new ClusterRun(cluster, PEOPLE, 4)) {
      run.talk(20);
      run.talkOn(100);
      run.awaitDelivery();

      cluster.kill(1);
      run.talkOn(100);
      run.awaitDelivery();
      cluster.start(1);

      cluster.redis().freeze();
      run.talkFor(Duration.ofSeconds(30));
      cluster.redis().thaw();
      run.awaitDelivery();

      cluster.redis().kill();
      run.talkOn(100);
      cluster.redis().startAgain();
      run.awaitDelivery();

      cluster.freeze(2);
      run.talkFor(Duration.ofSeconds(20));
      cluster.thaw(2);
      run.awaitDelivery();

      cluster.toRedis(0).cut();
      run.talkFor(Duration.ofSeconds(20));
      cluster.toRedis(0).mend();
      run.awaitDelivery();

      run.stopTalking();
      run.assertPromise();
      run.assertPresence();
      run.leave(PEOPLE / 2);
      run.assertPresence();
    }
  }
}
