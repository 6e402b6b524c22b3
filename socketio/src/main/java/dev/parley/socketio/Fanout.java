package dev.parley.socketio;

import java.util.Collection;

/// Sends one encoded event to many sockets, without rooms: one frame that all of them share, one
/// task for each event loop.
///
/// What one thread sends reaches every socket in that order; threads that send at once order
/// themselves, if order matters.
public final class Fanout {
  private Fanout() {}

  /// Sends to all of these.
  ///
  /// @param sockets of the event's namespace; those no longer connected are passed over
  public static void send(Encoded event, Collection<Socket> sockets) {
    event.namespace().send(event, sockets);
  }
}
