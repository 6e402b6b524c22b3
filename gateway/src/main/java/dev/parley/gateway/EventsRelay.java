package dev.parley.gateway;

import dev.parley.chat.ChatEvent;
import dev.parley.chat.Events;

/// Lets stores and use cases be built before those who listen to them, which read from them. What
/// is published before [#to] is told to nobody: no client is there yet.
public final class EventsRelay implements Events {
  private volatile Events target = event -> {};

  public void to(Events target) {
    this.target = target;
  }

  @Override
  public void publish(ChatEvent event) {
    target.publish(event);
  }
}
