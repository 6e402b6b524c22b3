package dev.parley.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.chat.Departure;
import dev.parley.chat.Ids;
import dev.parley.chat.Invitation;
import dev.parley.chat.OneTimeTokenStore.Grant;
import dev.parley.chat.OneTimeTokenStore.Purpose;
import dev.parley.chat.OutsideAccountStore;
import dev.parley.chat.Refused;
import dev.parley.chat.User;
import dev.parley.chat.UserRole;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Invitations and the tokens of mailed links.
public abstract class AccountStoreContract {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  private @Nullable AccountPorts opened;

  /// A fresh, empty store.
  protected abstract AccountPorts open();

  @BeforeEach
  void openStore() {
    opened = open();
  }

  @AfterEach
  void closeStore() throws Exception {
    ports().store().close();
  }

  private AccountPorts ports() {
    return Objects.requireNonNull(opened);
  }

  private Invitation invite(int uses, String codeHash) {
    var end = NOW.plus(Duration.ofDays(1));
    var invitation = new Invitation(Ids.at(NOW), "ada@x.example", uses, 0, "admin", NOW, end);
    ports().invitations().add(invitation, codeHash);
    return invitation;
  }

  private static User user(String name) {
    return new User(Ids.at(NOW), name, name + "@x.example", null, UserRole.USER, NOW);
  }

  private boolean redeem(String codeHash, String name, Instant at) {
    return ports().invitations().redeem(codeHash, user(name), "hash", at);
  }

  @Test
  void anInvitationIsKeptAndItsUsesAreCounted() {
    var invitation = invite(2, "code");

    assertThat(ports().invitations().byCode("code")).isEqualTo(invitation);
    assertThat(ports().invitations().newest(10)).containsExactly(invitation);
    assertThat(redeem("code", "ada", NOW)).isTrue();
    assertThat(redeem("code", "bob", NOW)).isTrue();
    assertThat(redeem("code", "eve", NOW)).isFalse();

    assertThat(Objects.requireNonNull(ports().invitations().byCode("code")).used()).isEqualTo(2);
    assertThat(ports().users().byUsername("bob")).isNotNull();
    assertThat(ports().users().byUsername("eve")).isNull();
  }

  @Test
  void aRefusedAccountTakesNoUse() {
    invite(1, "code");
    ports().users().add(user("ada"), "hash");

    assertThatThrownBy(() -> redeem("code", "ada", NOW)).isInstanceOf(Refused.class);

    assertThat(redeem("code", "bob", NOW)).isTrue();
  }

  @Test
  void whatIsOverUnknownOrRemovedIsNoInvitation() {
    var invitation = invite(9, "code");

    assertThat(redeem("other", "ada", NOW)).isFalse();
    assertThat(redeem("code", "ada", invitation.expiresAt())).isFalse();
    assertThat(ports().invitations().remove(invitation.id())).isTrue();
    assertThat(ports().invitations().remove(invitation.id())).isFalse();
    assertThat(redeem("code", "ada", NOW)).isFalse();
    assertThat(ports().invitations().byCode("code")).isNull();
    assertThat(ports().users().byUsername("ada")).isNull();
  }

  @Test
  void thereAreNeverMoreAccountsThanUses() {
    race("code");
  }

  @Tag("long")
  @RepeatedTest(50)
  void thereAreNeverMoreAccountsThanUsesTimeAndAgain() {
    race("code");
  }

  private void race(String codeHash) {
    invite(3, codeHash);

    var made = Race.run(32, i -> redeem(codeHash, "person" + i, NOW));

    assertThat(made).filteredOn(redeemed -> redeemed).hasSize(3);
    assertThat(ports().users().list("person", null, 100)).hasSize(3);
  }

  @Test
  void aTokenIsTakenOnceForItsOwnPurposeAndInTime() {
    var end = NOW.plusSeconds(60);
    var grant = new Grant(Purpose.VERIFY_EMAIL, "user", "ada@x.example", end);
    ports().tokens().add("one", grant);
    ports().tokens().add("two", grant);

    assertThat(ports().tokens().take("one", Purpose.RESET_PASSWORD, NOW)).isNull();
    assertThat(ports().tokens().take("two", Purpose.VERIFY_EMAIL, end)).isNull();
    assertThat(ports().tokens().take("none", Purpose.VERIFY_EMAIL, NOW)).isNull();
    assertThat(ports().tokens().take("one", Purpose.VERIFY_EMAIL, NOW)).isEqualTo(grant);
    assertThat(ports().tokens().take("one", Purpose.VERIFY_EMAIL, NOW)).isNull();
  }

  @Test
  void ofManyAtOnceOneTakesAToken() {
    ports().tokens().add("one", new Grant(Purpose.RESET_PASSWORD, "u", "e", NOW.plusSeconds(9)));

    var taken =
        Race.run(16, i -> ports().tokens().take("one", Purpose.RESET_PASSWORD, NOW) != null);

    assertThat(taken).filteredOn(got -> got).hasSize(1);
  }

  @Test
  void anOutsideAccountIsOnePersons() {
    var key = new OutsideAccountStore.Key("https://issuer.example", "subject");
    var ada = user("ada");

    assertThat(ports().outside().userOf(key)).isNull();
    assertThat(ports().outside().add(key, ada)).isTrue();
    assertThat(ports().outside().add(key, user("bob"))).isFalse();
    assertThat(ports().outside().link(key, ada.id())).isTrue();
    assertThat(ports().outside().link(key, Ids.at(NOW))).isFalse();

    assertThat(ports().outside().userOf(key)).isEqualTo(ada.id());
    assertThat(Objects.requireNonNull(ports().users().byId(ada.id())).hasPassword()).isFalse();
    assertThat(ports().users().byUsername("bob")).isNull();
  }

  @Test
  void outsideAccountsAreTakenFromOnePersonAlone() {
    var adas = new OutsideAccountStore.Key("https://issuer.example", "ada");
    var bobs = new OutsideAccountStore.Key("https://issuer.example", "bob");
    var ada = user("ada");
    var bob = user("bob");
    ports().outside().add(adas, ada);
    ports().outside().add(bobs, bob);

    ports().outside().unlinkAll(ada.id());

    assertThat(ports().outside().userOf(adas)).isNull();
    assertThat(ports().outside().userOf(bobs)).isEqualTo(bob.id());
  }

  @Test
  void ofManyAtOnceOneGetsTheOutsideAccount() {
    var key = new OutsideAccountStore.Key("https://issuer.example", "subject");

    var added = Race.run(16, i -> ports().outside().add(key, user("person" + i)));

    assertThat(added).filteredOn(got -> got).hasSize(1);
    assertThat(ports().users().list("person", null, 100)).hasSize(1);
  }

  @Test
  void whoGoesTakesEverythingAlongThatLeadsBack() {
    var key = new OutsideAccountStore.Key("https://issuer.example", "subject");
    var ada = user("ada");
    var departure = new Departure(ada.id(), true);
    ports().outside().add(key, ada);
    ports()
        .tokens()
        .add("one", new Grant(Purpose.RESET_PASSWORD, ada.id(), "e", NOW.plusSeconds(9)));

    ports().users().remove(departure);
    ports().users().remove(departure);

    assertThat(ports().users().byId(ada.id())).isNull();
    assertThat(ports().outside().userOf(key)).isNull();
    assertThat(ports().tokens().take("one", Purpose.RESET_PASSWORD, NOW)).isNull();
    assertThat(ports().departures().open()).containsExactly(departure);
    assertThat(ports().departures().messages(ada.id(), 10)).isEmpty();
    ports().users().add(user("ada"), "hash");

    ports().departures().end(ada.id());
    assertThat(ports().departures().open()).isEmpty();
  }

  @Test
  void tokensGoWithTheirTimeAndTheirUser() {
    ports().tokens().add("old", new Grant(Purpose.VERIFY_EMAIL, "u", "e", NOW));
    ports().tokens().add("new", new Grant(Purpose.VERIFY_EMAIL, "u", "e", NOW.plusSeconds(9)));
    ports().tokens().add("his", new Grant(Purpose.VERIFY_EMAIL, "v", "e", NOW.plusSeconds(9)));

    ports().tokens().removeExpired(NOW);
    ports().tokens().removeOfUser("v");

    var before = NOW.minusSeconds(1);
    assertThat(ports().tokens().take("old", Purpose.VERIFY_EMAIL, before)).isNull();
    assertThat(ports().tokens().take("his", Purpose.VERIFY_EMAIL, before)).isNull();
    assertThat(ports().tokens().take("new", Purpose.VERIFY_EMAIL, before)).isNotNull();
  }
}
