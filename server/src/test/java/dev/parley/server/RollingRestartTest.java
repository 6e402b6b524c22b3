package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Nodes of an earlier version give way to nodes of this one, one after another, while people talk
/// on both.
@Tag("long")
final class RollingRestartTest {
  /// The first commit whose nodes pass requests on to each other that has been run as a cluster.
  private static final String EARLIER = "6127cac775104772310b722e9d671e68ee11108f";

  private static final Duration DRAIN = Duration.ofSeconds(15);

  @TempDir private Path folder;

  @Test
  void nodesOfTwoVersionsKeepThePromiseTogether() throws Exception {
    var earlier = EarlierVersion.at(EARLIER, folder);
    try (var cluster = new TestCluster(folder, 2, earlier);
        var run = new ClusterRun(cluster, 10, 2).withoutChanges()) {
      run.talk(20);
      run.talkOn(50);
      run.awaitDelivery();

      assertThat(cluster.drain(0)).isLessThan(DRAIN);
      run.talkOn(50);
      cluster.start(0);
      run.talkOn(100);
      run.awaitDelivery();
      run.assertPresence();

      assertThat(cluster.drain(1)).isLessThan(DRAIN);
      cluster.start(1);
      run.talkOn(100);
      run.stopTalking();
      run.assertPromise();
      run.assertPresence();
    }
  }
}
