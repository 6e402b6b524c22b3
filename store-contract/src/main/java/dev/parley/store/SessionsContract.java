package dev.parley.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.Accounts;
import dev.parley.chat.ChatEvent;
import dev.parley.chat.Refusal;
import dev.parley.chat.Sessions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Signing up and in, refreshing, and ending sessions.
public abstract class SessionsContract extends UseCaseContract {
  private static final Sessions.Device DEVICE = new Sessions.Device("test", "127.0.0.1");

  @Test
  void emailsAndNamesAreTakenOnceWithoutCase() {
    signUp("ada");

    assertRefused(
        Refusal.EMAIL_TAKEN,
        () ->
            chat()
                .accounts
                .signUp(new Accounts.NewAccount("other", "ADA@example.org", "password")));
    assertRefused(
        Refusal.USERNAME_TAKEN,
        () ->
            chat()
                .accounts
                .signUp(new Accounts.NewAccount("Ada", "other@example.org", "password")));
  }

  @Test
  void wrongPasswordAndUnknownEmailAreTheSameRefusal() {
    signUp("ada");

    assertRefused(
        Refusal.INVALID_CREDENTIALS,
        () -> chat().accounts.signIn("ada@example.org", "wrong", DEVICE));
    assertRefused(
        Refusal.INVALID_CREDENTIALS,
        () -> chat().accounts.signIn("nobody@example.org", "wrong", DEVICE));
  }

  @Test
  void anUnknownEmailTakesAsManyChecksOfPasswordsAsAKnownOne() {
    signUp("ada");
    int before = chat().passwordsChecked.get();

    for (var email : List.of("ada@example.org", "nobody@example.org", "nobody@example.org")) {
      assertRefused(
          Refusal.INVALID_CREDENTIALS, () -> chat().accounts.signIn(email, "wrong", DEVICE));
      assertThat(chat().passwordsChecked.get()).as(email).isEqualTo(++before);
    }
  }

  @Test
  void twoTabsThatRefreshAtOnceGetTheSameSuccessor() throws Exception {
    var token = signIn("ada").refreshToken();
    var tabs =
        IntStream.range(0, 8)
            .<Callable<String>>mapToObj(i -> () -> chat().sessions.refresh(token).refreshToken())
            .toList();

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var successors = threads.invokeAll(tabs).stream().map(f -> f.resultNow()).distinct();

      assertThat(successors).hasSize(1).doesNotContain(token);
    }
  }

  @Test
  void aTokenUsedAgainLaterEndsItsSession() {
    var opened = signIn("ada");
    var next = chat().sessions.refresh(opened.refreshToken()).refreshToken();
    chat().later(Duration.ofSeconds(30));

    assertRefused(Refusal.INVALID_TOKEN, () -> chat().sessions.refresh(opened.refreshToken()));
    assertRefused(Refusal.INVALID_TOKEN, () -> chat().sessions.refresh(next));
    assertThat(chat().sessions.live(opened.session().id())).isNull();
    assertThat(chat().told)
        .contains(new ChatEvent.SessionEnded(opened.session().id(), opened.session().userId()));
  }

  @Test
  void anExchangedTokenIsGoodForHalfAMinuteWhateverBecameOfItsSuccessor() {
    var first = signIn("ada").refreshToken();
    var second = chat().sessions.refresh(first).refreshToken();
    chat().later(Duration.ofSeconds(20));
    var third = chat().sessions.refresh(second).refreshToken();
    chat().later(Duration.ofMillis(9_999));

    assertThat(chat().sessions.refresh(first).refreshToken()).isEqualTo(second);
    assertThat(chat().sessions.refresh(second).refreshToken()).isEqualTo(third);
    assertThat(chat().sessions.peek(first)).isNotNull();

    chat().later(Duration.ofMillis(1));

    assertThat(chat().sessions.peek(first)).isNull();
    assertThat(chat().sessions.refresh(second).refreshToken()).isEqualTo(third);
    assertThat(chat().sessions.refresh(third).refreshToken()).isNotEqualTo(third);
    assertRefused(Refusal.INVALID_TOKEN, () -> chat().sessions.refresh(first));
    assertRefused(Refusal.INVALID_TOKEN, () -> chat().sessions.refresh(third));
  }

  @Test
  void aSessionLivesThirtyDaysFromItsLastRefresh() {
    var opened = signIn("ada");
    chat().later(Duration.ofDays(29));
    var next = chat().sessions.refresh(opened.refreshToken()).refreshToken();
    chat().later(Duration.ofDays(29));

    assertThat(chat().sessions.live(opened.session().id())).isNotNull();

    chat().later(Duration.ofDays(1));

    assertThat(chat().sessions.live(opened.session().id())).isNull();
    assertRefused(Refusal.INVALID_TOKEN, () -> chat().sessions.refresh(next));
  }

  @Test
  void aNewPasswordEndsTheOtherSessions() {
    var here = signIn("ada");
    var elsewhere =
        chat().accounts.signIn("ada@example.org", "password", DEVICE).opened().session();

    chat()
        .accounts
        .change(
            here.session().userId(),
            here.session().id(),
            new Accounts.ProfileChange(null, null, "new password", "password"));

    assertThat(chat().sessions.live(here.session().id())).isNotNull();
    assertThat(chat().sessions.live(elsewhere.id())).isNull();
    assertRefused(
        Refusal.INVALID_CREDENTIALS,
        () -> chat().accounts.signIn("ada@example.org", "password", DEVICE));
  }

  @Test
  void oneEndsOnlyOnesOwnSessions() {
    var ada = signIn("ada").session();
    var eve = signIn("eve").session();

    assertRefused(Refusal.NOT_FOUND, () -> chat().sessions.end(eve.userId(), ada.id()));

    chat().sessions.end(ada.userId(), ada.id());
    assertThat(chat().sessions.live(ada.id())).isNull();
  }

  private void signUp(String name) {
    chat().accounts.signUp(new Accounts.NewAccount(name, name + "@example.org", "password"));
  }

  private Sessions.Opened signIn(String name) {
    signUp(name);
    return chat().accounts.signIn(name + "@example.org", "password", DEVICE).opened();
  }
}
