package dev.parley.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.Session;
import dev.parley.chat.SessionStore;
import dev.parley.chat.SessionStore.Stored;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Sessions.
public abstract class SessionStoreContract extends StoreContract {
  private static final Duration LIFE = Duration.ofDays(30);

  private final String ada = newId();

  private SessionStore sessions() {
    return ports().sessions();
  }

  private Session add() {
    var session =
        new Session(newId(), ada, "A browser", "192.0.2.1", now(), now(), now().plus(LIFE));
    sessions().add(session, "hash 1");
    return session;
  }

  @Test
  void aSessionIsReadBack() {
    var session = add();

    assertThat(sessions().session(session.id())).isEqualTo(new Stored(session, "hash 1"));
    assertThat(sessions().session(newId())).isNull();
  }

  @Test
  void aRefreshExchangesTheValidHashAndProlongs() {
    var session = add();
    later(Duration.ofHours(1));

    assertThat(rotate(session, "hash 1", "hash 2")).isTrue();

    var prolonged =
        new Session(
            session.id(),
            ada,
            session.device(),
            session.address(),
            session.createdAt(),
            now(),
            now().plus(LIFE));
    assertThat(sessions().session(session.id())).isEqualTo(new Stored(prolonged, "hash 2"));
  }

  @Test
  void itIsKnownWhenEachTokenOfTheLastHalfMinuteWasExchanged() {
    var session = add();
    var start = now();
    for (var generation = 1; generation <= 30; generation++) {
      rotate(session, "hash " + generation, "hash " + (generation + 1));
      later(Duration.ofMillis(999));
    }

    for (var generation = 1; generation <= 30; generation++) {
      assertThat(sessions().exchangedAt(session.id(), "hash " + generation))
          .isEqualTo(start.plusMillis(999L * (generation - 1)));
    }
    assertThat(sessions().exchangedAt(session.id(), "hash 31")).isNull();
    assertThat(sessions().exchangedAt(session.id(), "never")).isNull();
    assertThat(sessions().exchangedAt(newId(), "hash 1")).isNull();
  }

  @Test
  void whatWasNotExchangedIsNotRemembered() {
    var session = add();

    rotate(session, "something", "hash 2");
    rotate(session, "hash 1", "hash 2");
    sessions().remove(session.id());

    assertThat(sessions().exchangedAt(session.id(), "something")).isNull();
    assertThat(sessions().exchangedAt(session.id(), "hash 1")).isNull();
  }

  @Test
  void onlyTheValidHashIsExchanged() {
    var session = add();
    rotate(session, "hash 1", "hash 2");

    assertThat(rotate(session, "hash 1", "hash 3")).isFalse();
    assertThat(rotate(session, "something", "hash 3")).isFalse();
    assertThat(sessions().session(session.id()))
        .extracting(Stored::refreshHash)
        .isEqualTo("hash 2");
  }

  @Test
  void ofManyExchangesAtOnceOneSucceeds() {
    var session = add();

    var rotated = Race.run(64, i -> rotate(session, "hash 1", "next " + i));

    assertThat(rotated).filteredOn(done -> done).hasSize(1);
  }

  private boolean rotate(Session session, String expected, String next) {
    return sessions().rotate(session.id(), expected, next, now(), now().plus(LIFE));
  }

  @Test
  void anEndedSessionIsGone() {
    var session = add();

    assertThat(sessions().remove(session.id())).isTrue();

    assertThat(sessions().remove(session.id())).isFalse();
    assertThat(sessions().session(session.id())).isNull();
    assertThat(rotate(session, "hash 1", "hash 2")).isFalse();
    assertThat(sessions().ofUser(ada)).isEmpty();
  }

  @Test
  void aUsersSessionsComeNewestFirst() {
    var first = add();
    later(Duration.ofHours(1));
    var second = add();

    assertThat(sessions().ofUser(ada)).containsExactly(second, first);
    assertThat(sessions().ofUser(newId())).isEmpty();
  }

  @Test
  void whatWasNotRefreshedInTimeIsForgotten() {
    var first = add();
    later(Duration.ofHours(1));
    var second = add();

    sessions().removeExpired(first.expiresAt().minusMillis(1));
    assertThat(sessions().ofUser(ada)).containsExactly(second, first);
    sessions().removeExpired(first.expiresAt());

    assertThat(sessions().ofUser(ada)).containsExactly(second);
  }
}
