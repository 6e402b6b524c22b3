package dev.parley.server;

import dev.parley.chat.ChatEvent;
import dev.parley.chat.Events;
import dev.parley.chat.Message;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.LongAdder;

/// Counts messages on their way to those who deliver them.
final class MessageRate implements Events {
  private static final int SECONDS = 10;

  private final Events deliveries;
  private final InstantSource clock;
  private final LongAdder total = new LongAdder();

  /// Messages of each second, by the second's number modulo the length.
  private final long[] counts = new long[SECONDS + 1];

  private final long[] seconds = new long[SECONDS + 1];

  MessageRate(Events deliveries, InstantSource clock) {
    this.deliveries = deliveries;
    this.clock = clock;
  }

  @Override
  public void publish(ChatEvent event) {
    if (event instanceof ChatEvent.EntryCommitted(var entry, var created, var _)
        && created
        && entry.body() instanceof Message) {
      count();
    }
    deliveries.publish(event);
  }

  private synchronized void count() {
    total.increment();
    var second = second();
    var slot = (int) (second % counts.length);
    if (seconds[slot] != second) {
      seconds[slot] = second;
      counts[slot] = 0;
    }
    counts[slot]++;
  }

  long total() {
    return total.sum();
  }

  /// On average over the last ten whole seconds.
  synchronized double perSecond() {
    var now = second();
    long sum = 0;
    for (int slot = 0; slot < counts.length; slot++) {
      if (seconds[slot] < now && seconds[slot] >= now - SECONDS) {
        sum += counts[slot];
      }
    }
    return (double) sum / SECONDS;
  }

  private long second() {
    return Duration.ofMillis(clock.millis()).toSeconds();
  }
}
