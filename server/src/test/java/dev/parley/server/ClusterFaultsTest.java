package dev.parley.server;

import java.lang.System.Logger.Level;
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
      run.comeAndGo(Duration.ofSeconds(4));
      run.talkOn(100);
      run.awaitDelivery();

      cluster.kill(1);
      run.talkOn(100);
      awaitDelivery(run, "a node was killed");
      cluster.start(1);

      cluster.redis().freeze();
      run.talkFor(Duration.ofSeconds(30));
      cluster.redis().thaw();
      awaitDelivery(run, "Redis stood still for 30 s");

      cluster.redis().kill();
      run.talkOn(100);
      cluster.redis().startAgain();
      awaitDelivery(run, "Redis came back empty");

      cluster.freeze(2);
      run.talkFor(Duration.ofSeconds(20));
      cluster.thaw(2);
      awaitDelivery(run, "a node was frozen for 20 s");

      cluster.toRedis(0).cut();
      run.talkFor(Duration.ofSeconds(20));
      cluster.toRedis(0).mend();
      awaitDelivery(run, "a node's line to Redis was cut for 20 s");

      run.stopTalking();
      run.assertPromise();
      run.assertPresence();
      run.leave(PEOPLE / 2);
      run.assertPresence();
    }
  }

  /// Says how long it took, with everybody talking on: what people would notice of a fault.
  private static void awaitDelivery(ClusterRun run, String after) {
    var began = System.nanoTime();
    run.awaitDelivery();
    var took = Duration.ofNanos(System.nanoTime() - began);
    System.getLogger(ClusterFaultsTest.class.getName())
        .log(Level.INFO, "Everybody had everything {0} ms after {1}", took.toMillis(), after);
  }
}
