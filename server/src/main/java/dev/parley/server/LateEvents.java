package dev.parley.server;

import dev.parley.chat.ChatEvent;
import dev.parley.chat.Events;

/// Stands for the deliveries until they are there: the store needs somebody to tell, and the
/// deliveries need the store. Before [#deliverTo] there is nobody online to be told.
final class LateEvents implements Events {
  private volatile Events target = event -> {};

  void deliverTo(Events deliveries) {
    target = deliveries;
  }

  @Override
  public void publish(ChatEvent event) {
    target.publish(event);
  }
}
