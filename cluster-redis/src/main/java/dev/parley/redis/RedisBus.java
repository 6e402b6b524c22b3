package dev.parley.redis;

import dev.parley.chat.Bus;
import dev.parley.chat.Delay;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisException;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The bus over Redis' publish and subscribe: every node subscribes all of `parley:d:0` to
/// `parley:d:63`, and a key's hash picks its channel, so that a message costs one command however
/// many it is for.
///
/// Whether it hears is shown by what it says itself: each second it publishes a beat that only it
/// subscribes, and what was published before a beat that came back has come too. So a line that is
/// open and silent counts as cut like one that broke.
public final class RedisBus implements Bus, AutoCloseable {
  static final int CHANNELS = 64;
  private static final Logger LOG = System.getLogger(RedisBus.class.getName());
  private static final Duration BEAT = Duration.ofSeconds(1);
  private static final Duration SILENCE = Duration.ofSeconds(3);
  private static final Duration START = Duration.ofSeconds(3);

  private final Redis redis;
  private final String beats;
  private final Delay delay;
  private final InstantSource clock;
  private final CountDownLatch heardOnce = new CountDownLatch(1);
  private @Nullable Listener listener;
  private volatile boolean closed;
  private Redis.@Nullable Link subscribed;

  // When the last beat that came back was sent; guarded by this, as all below.
  private Instant heard;
  private Instant connected;

  /// Beats sent before it tell nothing: the line has been cut since. Null while it hears.
  private @Nullable Instant cut;

  public RedisBus(Redis redis, String nodeId, Delay delay, InstantSource clock) {
    this.redis = redis;
    this.beats = "parley:b:" + nodeId;
    this.delay = delay;
    this.clock = clock;
    this.heard = clock.instant();
    this.connected = heard;
    this.cut = heard;
  }

  static String channel(String key) {
    return "parley:d:" + Math.floorMod(key.hashCode(), CHANNELS);
  }

  @Override
  public void open(Listener listener) {
    this.listener = listener;
    tick();
    try {
      if (!heardOnce.await(START.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.log(Level.WARNING, "Redis is not there yet; this node is alone until it is");
        listener.interrupted();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void tick() {
    if (closed) {
      return;
    }
    try {
      watch();
      subscribe();
      var commands = redis.commands();
      if (commands != null) {
        var _ = commands.publish(beats, bytes(clock.millis()));
      }
    } catch (RuntimeException e) {
      LOG.log(Level.DEBUG, "Redis is away", e);
    } finally {
      delay.after(BEAT, this::tick);
    }
  }

  private void watch() {
    var now = clock.instant();
    boolean silent;
    synchronized (this) {
      silent =
          subscribed != null
              && heard.plus(SILENCE).isBefore(now)
              && connected.plus(SILENCE).isBefore(now);
    }
    if (silent) {
      cut();
      forgetLink();
      redis.disconnect();
    }
  }

  private synchronized void forgetLink() {
    subscribed = null;
  }

  private void subscribe() {
    var link = redis.connect();
    synchronized (this) {
      if (link == null || link.equals(subscribed)) {
        return;
      }
      subscribed = link;
      connected = clock.instant();
    }
    var channels = link.channels();
    channels.addListener(new Ear());
    channels.addListener(
        new RedisConnectionStateListener() {
          @Override
          public void onRedisDisconnected(RedisChannelHandler<?, ?> connection) {
            cut();
          }
        });
    // The beats' channel last: once it hears there, it hears everywhere.
    var names =
        Stream.concat(
            IntStream.range(0, CHANNELS).mapToObj(shard -> "parley:d:" + shard), Stream.of(beats));
    try {
      channels.sync().subscribe(names.toArray(String[]::new));
    } catch (RedisException e) {
      redis.failed(e);
      forgetLink();
      redis.disconnect();
    }
  }

  private final class Ear extends RedisPubSubAdapter<String, byte[]> {
    @Override
    public void message(String channel, byte[] message) {
      if (channel.equals(beats)) {
        beat(Instant.ofEpochMilli(number(message)));
      } else {
        listener().received(message);
      }
    }
  }

  private Listener listener() {
    return Objects.requireNonNull(listener, "not open");
  }

  private void cut() {
    synchronized (this) {
      var before = cut;
      cut = clock.instant();
      if (before != null || closed) {
        return;
      }
    }
    listener().interrupted();
  }

  private void beat(Instant sent) {
    Instant since;
    synchronized (this) {
      if (cut != null && sent.isBefore(cut)) {
        return;
      }
      since = cut == null ? null : heard;
      heard = sent;
      cut = null;
    }
    if (since != null) {
      var first = heardOnce.getCount() == 1;
      heardOnce.countDown();
      listener().restored(first ? sent : since);
    }
  }

  @Override
  public void publish(String key, byte[] message) {
    var commands = redis.commands();
    if (commands == null) {
      listener().lost(key, message);
      return;
    }
    var _ =
        commands
            .publish(channel(key), message)
            .whenComplete((receivers, failure) -> {
              if (failure != null) {
                redis.failed(failure);
                listener().lost(key, message);
              }
            });
  }

  private static byte[] bytes(long number) {
    return Long.toString(number).getBytes(StandardCharsets.US_ASCII);
  }

  private static long number(byte[] bytes) {
    return Long.parseLong(new String(bytes, StandardCharsets.US_ASCII));
  }

  @Override
  public void close() {
    closed = true;
  }
}
