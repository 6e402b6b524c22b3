package dev.parley.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// How every connection is set up: nothing queues while Redis is away, and no silence lasts.
final class Connections {
  private static final Duration RECONNECT = Duration.ofMillis(500);

  static final RedisCodec<String, byte[]> CODEC =
      RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);

  private Connections() {}

  static ClientResources resources() {
    return DefaultClientResources.builder()
        .ioThreadPoolSize(2)
        .computationThreadPoolSize(2)
        .reconnectDelay(Delay.constant(RECONNECT))
        .build();
  }

  static <B extends ClientOptions.Builder> B options(
      B builder, Certificates certificates, Duration patience) {
    builder
        .sslOptions(certificates.options())
        .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
        .timeoutOptions(TimeoutOptions.enabled(patience))
        .socketOptions(SocketOptions.builder().connectTimeout(patience).build());
    return builder;
  }

  static void close(ClientResources resources) {
    var _ = resources.shutdown(0, 1, TimeUnit.SECONDS);
  }
}
