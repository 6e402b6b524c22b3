package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ServerExtension.class)
final class UserTest {
  private final Api api;

  UserTest(Api api) {
    this.api = api;
  }

  @Test
  void aProfileChangesInWhatIsNamed() {
    var ada = api.person("ada");

    var answer =
        ada.put("users/profile")
            .send(Map.of("username", "countess-" + ada.id(), "avatar", "https://x.example/a.png"));

    assertThat(answer.status()).isEqualTo(200);
    var profile = ada.get("users/profile").send().data();
    assertThat(profile.get("username").asString()).isEqualTo("countess-" + ada.id());
    assertThat(profile.get("avatar").asString()).isEqualTo("https://x.example/a.png");
    assertThat(profile.get("email").asString()).isEqualTo(ada.email());
    assertThat(profile.has("passwordHash")).isFalse();
  }

  @Test
  void aTakenNameIsRefused() {
    var ada = api.person("ada");
    var bob = api.person("bob");

    var answer = bob.put("users/profile").send(Map.of("username", ada.username()));

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.error()).isEqualTo("USERNAME_TAKEN");
  }

  @Test
  void everyWrongFieldOfAProfileIsNamed() {
    var answer =
        api.person("ada")
            .put("users/profile")
            .send(Map.of("username", 7, "avatar", "javascript:alert(1)"));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.wrongFields()).contains("username");
  }

  @Test
  void searchingIsLiteralAndWithoutCaseAndAnswersABareArray() {
    var ada = api.person("Percival%_");

    var part = ada.username().toUpperCase(Locale.ROOT).substring(3);
    var path = "users/search?username=" + encoded(part);
    var found = api.person("bob").get(path).send().json();

    assertThat(found.isArray()).isTrue();
    assertThat(found).hasSize(1);
    assertThat(found.get(0).get("id").asString()).isEqualTo(ada.id());
    assertThat(found.get(0).has("email")).isFalse();
    assertThat(ada.get(path).send().json().get(0).get("email").asString()).isEqualTo(ada.email());
  }

  @Test
  void theWholeNameFindsTheEmailToo() {
    var ada = api.person("ada");
    var bob = api.person("bob");

    var found = bob.get("users/search?username=" + ada.username()).send().json();

    assertThat(found.get(0).get("email").asString()).isEqualTo(ada.email());
  }

  @Test
  void searchingForNothingIsABadRequest() {
    var ada = api.person("ada");

    assertThat(ada.get("users/search").send().status()).isEqualTo(400);
    assertThat(ada.get("users/search?username=").send().status()).isEqualTo(400);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Test
  void atMostTenAreFoundEachAsEverybodyMaySeeThem() {
    var ada = api.person("ada");
    for (var i = 0; i < 12; i++) {
      api.person("crowded");
    }

    var found = ada.get("users/search?username=crowded").send().json();

    assertThat(found).hasSize(10);
    assertThat(found.valueStream())
        .allSatisfy(user ->
            assertThat(user.propertyNames()).containsExactly("id", "username", "createdAt"));
  }

  @Test
  void aNewPasswordWithoutTheCurrentOneChangesNothing() {
    var ada = api.person("ada");
    var change = Map.of("password", "another one", "username", "other-" + ada.id());

    assertThat(ada.put("users/profile").send(change).wrongFields())
        .containsExactly("currentPassword");

    assertThat(ada.get("users/profile").send().data().get("username").asString())
        .isEqualTo(ada.username());
    assertThat(api.signIn(ada).access()).isNotEmpty();
  }

  @Test
  void whatIsNotNamedStaysAndOnesOwnNameIsNotTaken() {
    var ada = api.person("ada");
    ada.put("users/profile").send(Map.of("avatar", "https://x.example/a.png"));

    assertThat(ada.put("users/profile").send(Map.of()).status()).isEqualTo(200);
    var loud = Map.of("username", ada.username().toUpperCase(Locale.ROOT));
    assertThat(ada.put("users/profile").send(loud).status()).isEqualTo(200);

    var profile = ada.get("users/profile").send().data();
    assertThat(profile.get("avatar").asString()).isEqualTo("https://x.example/a.png");
    assertThat(profile.get("email").asString()).isEqualTo(ada.email());
    assertThat(ada.put("users/profile").send(Map.of("avatar", "")).data().has("avatar")).isFalse();
  }
}
