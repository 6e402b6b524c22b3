package dev.parley.gateway;

import dev.parley.chat.Delay;
import dev.parley.chat.Sessions;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

/// Closes the sockets of sessions that ended while this node heard nothing.
final class EndedSessions {
  private static final Logger LOG = System.getLogger(EndedSessions.class.getName());
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final SocketDirectory directory;
  private final Sessions sessions;
  private final Delay delay;

  EndedSessions(SocketDirectory directory, Sessions sessions, Delay delay) {
    this.directory = directory;
    this.sessions = sessions;
    this.delay = delay;
  }

  /// Returns at once; what can't be asked now is asked again.
  void close() {
    Thread.startVirtualThread(this::closeNow);
  }

  private void closeNow() {
    try {
      directory.forEach(this::closeIfEnded);
    } catch (RuntimeException e) {
      LOG.log(Level.DEBUG, "Sessions can't be looked at yet", e);
      delay.after(RETRY, this::closeNow);
    }
  }

  private void closeIfEnded(Client client) {
    var sessionId = client.identity().sessionId();
    if (sessionId != null && client.socket().connected() && sessions.live(sessionId) == null) {
      client.socket().disconnect(true);
    }
  }
}
