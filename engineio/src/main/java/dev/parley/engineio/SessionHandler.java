package dev.parley.engineio;

/// How the protocol above takes a new session. Called on the session's virtual thread, once its
/// open packet is on its way and before anything it received.
@FunctionalInterface
public interface SessionHandler {
  SessionListener onOpen(Session session);
}
