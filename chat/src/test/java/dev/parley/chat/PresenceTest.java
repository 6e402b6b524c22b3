package dev.parley.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PresenceTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  private final List<ChatEvent> told = new ArrayList<>();
  private final List<Runnable> later = new ArrayList<>();
  private final Presence presence =
      new Presence(told::add, () -> NOW, (duration, task) -> later.add(task));

  @Test
  void aSecondTabIsNoSecondArrival() {
    presence.connected("ada");
    presence.connected("ada");

    assertThat(told).containsExactly(online("ada"));
  }

  @Test
  void offlineIsToldOnlyAfterTheGrace() {
    presence.connected("ada");
    presence.disconnected("ada");

    assertThat(presence.isOnline("ada")).isTrue();
    assertThat(told).containsExactly(online("ada"));

    graceEnds();

    assertThat(presence.isOnline("ada")).isFalse();
    assertThat(told).containsExactly(online("ada"), offline("ada"));
  }

  @Test
  void aReloadIsNoNews() {
    presence.connected("ada");
    presence.disconnected("ada");
    presence.connected("ada");
    graceEnds();

    assertThat(told).containsExactly(online("ada"));
    assertThat(presence.online()).containsExactly("ada");
  }

  @Test
  void anOldGraceDoesNotEndANewerAbsence() {
    presence.connected("ada");
    presence.disconnected("ada");
    var firstGrace = List.copyOf(later);
    later.clear();
    presence.connected("ada");
    presence.disconnected("ada");

    firstGrace.forEach(Runnable::run);

    assertThat(told).containsExactly(online("ada"));
    graceEnds();
    assertThat(told).containsExactly(online("ada"), offline("ada"));
  }

  @Test
  void viewersAreUsersNotSockets() {
    presence.viewing("ada", "c");
    presence.viewing("ada", "c");
    presence.stoppedViewing("ada", "c");

    assertThat(presence.viewers("c")).containsExactly("ada");

    presence.stoppedViewing("ada", "c");

    assertThat(presence.viewers("c")).isEmpty();
    assertThat(told)
        .containsExactly(
            new ChatEvent.ViewerChanged("c", "ada", true),
            new ChatEvent.ViewerChanged("c", "ada", false));
  }

  private void graceEnds() {
    var due = List.copyOf(later);
    later.clear();
    due.forEach(Runnable::run);
  }

  private static ChatEvent online(String userId) {
    return new ChatEvent.PresenceChanged(userId, true, NOW);
  }

  private static ChatEvent offline(String userId) {
    return new ChatEvent.PresenceChanged(userId, false, NOW);
  }
}
