package dev.parley.chat;

import java.time.Instant;

/// What nodes tell each other. May lose what it carries, and says so where it can; the store is the
/// truth. Keeps the order of what one node publishes under one key.
public interface Bus {
  /// Who hears it. Called on a thread that must not block.
  interface Listener {
    /// From any node, this one included.
    void received(byte[] message);

    /// From here on messages may be missed, until [#restored].
    void interrupted();

    /// Everything published from now on is received again.
    ///
    /// @param since what was published after it may have been missed
    void restored(Instant since);

    /// A message that may have reached nobody.
    void lost(String key, byte[] message);
  }

  /// Begins to receive; to be called once. Returns when everything published from then on is
  /// received, or, when that takes seconds, interrupted: then [Listener#restored] comes later.
  void open(Listener listener);

  /// Returns at once.
  ///
  /// @param key a conversation's or a user's id: what is told of one stays in order
  void publish(String key, byte[] message);
}
