package dev.parley.chat;

/// Where events go. Called by stores and use cases on any thread; returns at once, and keeps the
/// order of the calls that concern one conversation.
@FunctionalInterface
public interface Events {
  void publish(ChatEvent event);
}
