package dev.parley.chat;

import java.time.Duration;

/// Runs something later, on any thread; injected so that tests move time themselves.
@FunctionalInterface
public interface Delay {
  void after(Duration duration, Runnable task);
}
