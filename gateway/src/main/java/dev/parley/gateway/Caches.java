package dev.parley.gateway;

import dev.parley.chat.ChatEvent;
import dev.parley.chat.Relations;
import dev.parley.chat.Rosters;
import dev.parley.chat.Sessions;

/// What this node keeps in memory of what others may change: each hears of it, and while nothing is
/// heard all of it is read anew.
public record Caches(Sessions sessions, Relations relations, Profiles profiles, Rosters rosters) {
  /// Another node says that something has changed.
  void learn(ChatEvent event) {
    switch (event) {
      case ChatEvent.SessionEnded(var sessionId, var _) -> sessions.forget(sessionId);
      case ChatEvent.RelationChanged(var _, var after) -> relations.learn(after);
      case ChatEvent.UserChanged(var userId) -> profiles.forget(userId);
      default -> {}
    }
  }

  void forgetAll() {
    sessions.forgetAll();
    relations.forgetAll();
    profiles.forgetAll();
    rosters.forgetAll();
  }
}
