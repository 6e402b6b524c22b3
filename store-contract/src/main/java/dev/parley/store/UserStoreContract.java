package dev.parley.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.chat.Ids;
import dev.parley.chat.Refusal;
import dev.parley.chat.Refused;
import dev.parley.chat.User;
import dev.parley.chat.UserRole;
import dev.parley.chat.UserStore;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// Accounts.
public abstract class UserStoreContract extends StoreContract {
  private UserStore users() {
    return ports().users();
  }

  private User add(String username) {
    return add(username, username.replace(' ', '.') + "@example.org");
  }

  private User add(String username, String email) {
    var user = user(username, email);
    users().add(user, "hash of " + username);
    return user;
  }

  private User user(String username, String email) {
    return new User(newId(), username, email, null, UserRole.USER, now());
  }

  @Test
  void aUserIsFoundByIdAndByEmailHoweverItIsWritten() {
    var ada = add("Ada", "Ada@Example.org");

    var login = new UserStore.Login(ada, "hash of Ada");
    assertThat(users().byId(ada.id())).isEqualTo(login);
    assertThat(users().byEmail("ada@EXAMPLE.org")).isEqualTo(login);
    assertThat(users().byId(newId())).isNull();
    assertThat(users().byEmail("bob@example.org")).isNull();
  }

  @Test
  void emailsAndNamesAreTakenWithoutRegardToCase() {
    add("Jürgen", "jürgen@example.org");

    assertTaken(Refusal.EMAIL_TAKEN, () -> add("other", "JÜRGEN@example.org"));
    assertTaken(Refusal.USERNAME_TAKEN, () -> add("JÜRGEN", "other@example.org"));
    assertThat(users().byEmail("other@example.org")).isNull();
  }

  @Test
  void ofManyAtOnceOneGetsTheName() {
    var attempts = Race.run(64, i -> tryAdd(i % 2 == 0 ? "ada" : "ADA", "mail" + i));

    assertThat(attempts).filteredOn(added -> added).hasSize(1);
  }

  @Test
  void ofManyAtOnceOneGetsTheEmail() {
    var attempts = Race.run(64, i -> tryAdd("name" + i, i % 2 == 0 ? "ada@x" : "ADA@X"));

    assertThat(attempts).filteredOn(added -> added).hasSize(1);
  }

  private boolean tryAdd(String username, String email) {
    try {
      add(username, email);
      return true;
    } catch (Refused e) {
      return false;
    }
  }

  @Test
  void whatIsChangedIsReadBack() {
    var ada = add("ada");
    var changed =
        new User(ada.id(), "Ada L", "l@example.org", "/a.png", UserRole.USER, ada.createdAt());

    users().update(changed);
    users().setPasswordHash(ada.id(), "another");

    assertThat(users().byId(ada.id())).isEqualTo(new UserStore.Login(changed, "another"));
    add("ada");
  }

  @Test
  void aChangeTakesNobodyElsesNameAndMayKeepItsOwn() {
    add("bob");
    var ada = add("ada");
    var shouted = new User(ada.id(), "ADA", ada.email(), null, UserRole.USER, ada.createdAt());
    var stolen = new User(ada.id(), "Bob", ada.email(), null, UserRole.USER, ada.createdAt());
    var posing = new User(ada.id(), "ada", "BOB@example.org", null, UserRole.USER, ada.createdAt());

    users().update(shouted);

    assertTaken(Refusal.USERNAME_TAKEN, () -> users().update(stolen));
    assertTaken(Refusal.EMAIL_TAKEN, () -> users().update(posing));
    assertThat(users().users(List.of(ada.id()))).isEqualTo(Map.of(ada.id(), shouted));
  }

  @Test
  void theKnownOnesAmongManyAreFound() {
    var ada = add("ada");
    var bob = add("bob");

    assertThat(users().users(List.of(ada.id(), newId(), bob.id(), ada.id())))
        .isEqualTo(Map.of(ada.id(), ada, bob.id(), bob));
    assertThat(users().users(List.of())).isEmpty();
  }

  @Test
  void searchFindsPartsOfNamesBestMatchFirst() {
    for (var name : List.of("Joanna", "ann", "Hannah", "Anna", "Annabel", "bob")) {
      add(name);
    }

    assertThat(users().search("ANN", 10))
        .extracting(User::username)
        .containsExactly("ann", "Anna", "Annabel", "Hannah", "Joanna");
    assertThat(users().search("ann", 2)).extracting(User::username).containsExactly("ann", "Anna");
    assertThat(users().search("ü", 10)).isEmpty();
  }

  @Test
  void searchTakesItsTextLiterally() {
    add("a_b", "1@example.org");
    add("a%b", "2@example.org");
    add("axb", "3@example.org");
    add("É[a-z]*", "4@example.org");

    assertThat(users().search("a_b", 10)).extracting(User::username).containsExactly("a_b");
    assertThat(users().search("%", 10)).extracting(User::username).containsExactly("a%b");
    assertThat(users().search("é[A-Z]*", 10)).hasSize(1);
  }

  @Test
  void standingIsChangedByItselfAndKeptByOtherChanges() {
    var ada = add("ada");

    users().setRole(ada.id(), UserRole.ADMIN);
    users().setDisabled(ada.id(), true);
    users().setEmailVerified(ada.id(), true);
    users().setRole(newId(), UserRole.ADMIN);
    users().update(ada);

    assertThat(users().users(List.of(ada.id())))
        .isEqualTo(
            Map.of(
                ada.id(),
                new User(
                    ada.id(),
                    ada.username(),
                    ada.email(),
                    null,
                    UserRole.ADMIN,
                    ada.createdAt(),
                    true,
                    true)));
  }

  @Test
  void whetherAnybodyIsAdminIsKnown() {
    var ada = add("ada");
    assertThat(users().hasAdmin()).isFalse();

    users().setRole(ada.id(), UserRole.ADMIN);
    assertThat(users().hasAdmin()).isTrue();

    users().setRole(ada.id(), UserRole.USER);
    assertThat(users().hasAdmin()).isFalse();
  }

  @Test
  void aUserIsFoundByNameHoweverItIsWritten() {
    var ada = add("Ada");

    assertThat(users().byUsername("aDA")).isEqualTo(new UserStore.Login(ada, "hash of Ada"));
    assertThat(users().byUsername("Ad")).isNull();
  }

  @Test
  void accountsAreListedNewestFirstPageByPage() {
    var ada = addAfter(1, "ada", "ada@one.example");
    var bob = addAfter(2, "bob", "bob@two.example");
    var eve = addAfter(3, "eve", "eve@one.example");

    assertThat(users().list("", null, 2)).containsExactly(eve, bob);
    assertThat(users().list("", bob.id(), 2)).containsExactly(ada);
    assertThat(users().list("@ONE.", null, 10)).containsExactly(eve, ada);
    assertThat(users().list("BO", null, 10)).containsExactly(bob);
    assertThat(users().list("%", null, 10)).isEmpty();
  }

  /// Ids made within one millisecond have no order.
  private User addAfter(int millis, String username, String email) {
    var at = now().plusMillis(millis);
    var user = new User(Ids.at(at), username, email, null, UserRole.USER, at);
    users().add(user, "hash");
    return user;
  }

  private static void assertTaken(Refusal refusal, ThrowingCallable call) {
    var refused = catchThrowableOfType(Refused.class, call);
    assertThat(refused).isNotNull();
    assertThat(refused.refusal()).isEqualTo(refusal);
  }
}
