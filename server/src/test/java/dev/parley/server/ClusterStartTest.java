package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A node that cannot be one says so in one line.
final class ClusterStartTest {
  @TempDir Path folder;

  @Test
  void redisWithoutMongoDbIsRefused() {
    assertThatThrownBy(
            () -> ServerExtension.start(folder, "--parley.redis.uri=redis://127.0.0.1:1"))
        .isInstanceOf(StartFailure.class)
        .hasMessage(
            "PARLEY_REDIS_URI joins nodes that share a database: set PARLEY_MONGODB_URI too");
  }
}
