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
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The bus over Redis' publish and subscribe: every node subscribes all of [Channels], and a key's
/// hash picks its channel, so that a message costs one command however many it is for.
///
/// Whether it hears is shown by what it says itself: each second it publishes a beat that only it
/// subscribes, and what was published before a beat that came back has come too. So a line that is
/// open and silent counts as cut like one that broke; so do all if one of several is.
public final class RedisBus implements Bus, AutoCloseable {
  private static final Logger LOG = System.getLogger(RedisBus.class.getName());
  private static final Duration BEAT = Duration.ofSeconds(1);
  static final Duration SILENCE = Duration.ofSeconds(3);
  private static final Duration START = Duration.ofSeconds(3);

  private final Redis redis;
  private final Channels channels;
  private final Delay delay;
  private final InstantSource clock;
  private final Duration silence;

  /// Held while the listener is told, so that it hears of cuts and their ends in their order.
  private final Object telling = new Object();

  private final CountDownLatch heardOnce = new CountDownLatch(1);
  private @Nullable Listener listener;
  private volatile boolean closed;
  private Redis.@Nullable Link subscribed;

  // By System.nanoTime, since clocks are set back at times. When the last beat that came back was
  // sent, by its channel; guarded by this, as all below.
  private final Map<String, Long> beats = new HashMap<>();

  // The earliest of them at the last time that it heard.
  private long heard = System.nanoTime();
  private long connected = heard;

  /// Beats sent before it tell nothing: the line has been cut since. Null while it hears.
  private @Nullable Long cut = heard;

  public RedisBus(Redis redis, String nodeId, Delay delay, InstantSource clock) {
    this(redis, nodeId, delay, clock, SILENCE);
  }

  /// @param silence after which it gives its connections up
  RedisBus(Redis redis, String nodeId, Delay delay, InstantSource clock, Duration silence) {
    this.redis = redis;
    this.channels = new Channels(nodeId);
    this.delay = delay;
    this.clock = clock;
    this.silence = silence;
  }

  @Override
  public void open(Listener listener) {
    this.listener = listener;
    tick();
    try {
      if (!heardOnce.await(START.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.log(Level.WARNING, "Redis is not there yet; this node is alone until it is");
        synchronized (telling) {
          if (heardOnce.getCount() > 0) {
            listener.interrupted();
          }
        }
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
      var link = redis.link();
      if (link != null) {
        channels.beat(link.commands(), link.sharded(), bytes(System.nanoTime()));
      }
    } catch (RuntimeException e) {
      LOG.log(Level.DEBUG, "Redis is away", e);
    } finally {
      delay.after(BEAT, this::tick);
    }
  }

  private void watch() {
    var now = System.nanoTime();
    boolean silent;
    synchronized (this) {
      silent =
          subscribed != null
              && now - heard > silence.toNanos()
              && now - connected > silence.toNanos();
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
      connected = System.nanoTime();
      beats.clear();
      channels.beats(link.sharded()).forEach(name -> beats.put(name, heard));
    }
    link.channels().addListener(new Ear());
    link.channels()
        .addListener(
            new RedisConnectionStateListener() {
              @Override
              public void onRedisDisconnected(RedisChannelHandler<?, ?> connection) {
                cut();
              }
            });
    try {
      channels.subscribe(link.channels(), link.sharded());
    } catch (RedisException e) {
      redis.failed(e);
      forgetLink();
      redis.disconnect();
    }
  }

  private final class Ear extends RedisPubSubAdapter<String, byte[]> {
    @Override
    public void message(String channel, byte[] message) {
      if (channel.startsWith("parley:b:")) {
        beat(channel, number(message));
      } else {
        listener().received(message);
      }
    }

    @Override
    public void smessage(String shardChannel, byte[] message) {
      message(shardChannel, message);
    }
  }

  private Listener listener() {
    return Objects.requireNonNull(listener, "not open");
  }

  private void cut() {
    synchronized (telling) {
      if (beginCut()) {
        listener().interrupted();
      }
    }
  }

  /// False when it is cut already.
  private synchronized boolean beginCut() {
    var heardUntilNow = cut == null;
    cut = System.nanoTime();
    return heardUntilNow && !closed;
  }

  private void beat(String channel, long sent) {
    synchronized (telling) {
      var since = endCut(channel, sent);
      if (since != null) {
        var first = heardOnce.getCount() == 1;
        heardOnce.countDown();
        listener().restored(ago(System.nanoTime() - (first ? sent : since)));
      }
    }
  }

  /// Takes a beat that came back. Answers until when this heard if it does again now, else null.
  private synchronized @Nullable Long endCut(String channel, long sent) {
    if (cut != null && sent < cut) {
      return null;
    }
    beats.replace(channel, sent);
    var earliest = Collections.min(beats.values());
    if (cut != null && earliest < cut) {
      return null;
    }
    var since = cut == null ? null : heard;
    heard = earliest;
    cut = null;
    return since;
  }

  private Instant ago(long nanos) {
    return clock.instant().minusNanos(nanos);
  }

  @Override
  public void publish(String key, byte[] message) {
    var link = redis.link();
    if (link == null) {
      listener().lost(key, message);
      return;
    }
    var _ =
        Channels.publish(link, key, message)
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
