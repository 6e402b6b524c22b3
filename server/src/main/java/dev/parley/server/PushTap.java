package dev.parley.server;

import dev.parley.chat.ChatEvent;
import dev.parley.chat.Events;
import dev.parley.chat.Message;
import dev.parley.chat.Pushes;

/// Notes new messages for those who are to be pushed, on their way to those who deliver them.
record PushTap(Events next, Pushes pushes) implements Events {
  @Override
  public void publish(ChatEvent event) {
    if (event instanceof ChatEvent.EntryCommitted(var entry, var created, var _)
        && created
        && entry.body() instanceof Message) {
      pushes.note(entry);
    }
    next.publish(event);
  }
}
