package dev.parley.gateway;

import dev.parley.chat.Delay;
import dev.parley.chat.Presence;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// Who is typing where. Told to the others who view the conversation, stored nowhere, and over six
/// seconds after it was last said.
final class Typing {
  private static final Duration LASTS = Duration.ofSeconds(6);

  private record Typist(String conversationId, String userId) {}

  private final SocketDirectory directory;
  private final Presence presence;
  private final Profiles profiles;
  private final Delay delay;

  /// Who is typing, each with the number of when they last said so.
  private final Map<Typist, Long> typists = new HashMap<>();

  private long said;

  Typing(SocketDirectory directory, Presence presence, Profiles profiles, Delay delay) {
    this.directory = directory;
    this.presence = presence;
    this.profiles = profiles;
    this.delay = delay;
  }

  synchronized void started(String conversationId, String userId) {
    var typist = new Typist(conversationId, userId);
    var number = ++said;
    typists.put(typist, number);
    delay.after(LASTS, () -> expired(typist, number));
    tell(typist, true);
  }

  synchronized void stopped(String conversationId, String userId) {
    var typist = new Typist(conversationId, userId);
    if (typists.remove(typist) != null) {
      tell(typist, false);
    }
  }

  private synchronized void expired(Typist typist, long number) {
    if (typists.remove(typist, number)) {
      tell(typist, false);
    }
  }

  private void tell(Typist typist, boolean typing) {
    var user = profiles.user(typist.userId());
    if (user != null) {
      directory.tellViewers(
          typist.conversationId(),
          presence.viewers(typist.conversationId()),
          Set.of(typist.userId()),
          "user_typing",
          new Pushed.Typing(typist.conversationId(), user.id(), user.username(), typing));
    }
  }
}
