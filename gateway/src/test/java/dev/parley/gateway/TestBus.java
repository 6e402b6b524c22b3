package dev.parley.gateway;

import dev.parley.chat.Bus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// A bus in memory, each node's end of it with faults of its own: deaf (hears nothing), mute (what
/// it says is lost, and it knows), swallowing (the same, and it does not know), leaky (loses some,
/// and nobody knows).
final class TestBus {
  private final List<End> ends = new CopyOnWriteArrayList<>();

  End end() {
    var end = new End();
    ends.add(end);
    return end;
  }

  final class End implements Bus {
    private volatile @Nullable Listener listener;
    private volatile boolean deaf;
    private volatile boolean mute;
    private volatile boolean swallowing;
    private volatile @Nullable Random leaks;
    private @Nullable Instant since;
    final List<byte[]> published = new CopyOnWriteArrayList<>();

    @Override
    public void open(Listener listener) {
      this.listener = listener;
    }

    @Override
    public void publish(String key, byte[] message) {
      published.add(message);
      if (swallowing) {
        return;
      }
      if (mute) {
        listener().lost(key, message);
        return;
      }
      for (var end : new ArrayList<>(ends)) {
        end.hear(message);
      }
    }

    private void hear(byte[] message) {
      var random = leaks;
      if (!deaf && listener != null && (random == null || random.nextInt(4) > 0)) {
        listener().received(message);
      }
    }

    private Listener listener() {
      var there = listener;
      if (there == null) {
        throw new IllegalStateException("not open");
      }
      return there;
    }

    /// As a node whose line to Redis is cut.
    void cut(Instant now) {
      deaf = true;
      mute = true;
      since = now;
      listener().interrupted();
    }

    void mend() {
      deaf = false;
      mute = false;
      swallowing = false;
      var cut = since;
      if (cut != null) {
        since = null;
        listener().restored(cut);
      }
    }

    /// As a node whose line for commands alone is cut: it goes on hearing.
    void mute() {
      mute = true;
    }

    /// As one that still talks to a Redis that has given way to another: what it says reaches
    /// nobody, and it does not know.
    void swallow() {
      swallowing = true;
    }

    void leak(@Nullable Random random) {
      leaks = random;
    }
  }
}
