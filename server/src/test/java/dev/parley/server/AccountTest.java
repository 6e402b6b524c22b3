package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.gateway.AccountView;
import dev.parley.gateway.Json;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The accounts of others, as admins keep them.
@ExtendWith(ServerExtension.class)
final class AccountTest {
  private final Api api;
  private final Parley parley;

  AccountTest(Api api, Parley parley) {
    this.api = api;
    this.parley = parley;
  }

  @Test
  void whoIsDisabledIsOutAtOnceAndStaysOut() {
    var admin = Administrator.of(api, parley);
    var bob = api.person("bob");
    try (var socket = bob.socket()) {
      var answer = admin.put("ws/accounts/" + bob.id()).send(Map.of("disabled", true));

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.data().get("disabled").asBoolean()).isTrue();
      socket.packet("41");
      socket.closeCode();
    }
    assertThat(bob.get("auth/me").send())
        .extracting(Api.Answer::status, Api.Answer::error)
        .containsExactly(401, "INVALID_TOKEN");
    assertThat(api.post("auth/refresh").cookies(bob.cookies()).send().status()).isEqualTo(401);
    assertThat(signIn(bob, "correct horse"))
        .extracting(Api.Answer::status, Api.Answer::error)
        .containsExactly(403, "ACCOUNT_DISABLED");
    assertThat(signIn(bob, "wrong horse").error()).isEqualTo("INVALID_CREDENTIALS");
  }

  @Test
  void whoIsEnabledAgainSignsInAgain() {
    var admin = Administrator.of(api, parley);
    var bob = api.person("bob");
    admin.put("ws/accounts/" + bob.id()).send(Map.of("disabled", true));

    admin.put("ws/accounts/" + bob.id()).send(Map.of("disabled", false));

    assertThat(signIn(bob, "correct horse").status()).isEqualTo(200);
    assertThat(bob.get("auth/me").send().status()).isEqualTo(401);
  }

  private Api.Answer signIn(Person person, String password) {
    return api.post("auth/signin").send(Map.of("email", person.email(), "password", password));
  }

  @Test
  void aRoleIsGivenAndTakenAtOnce() {
    var admin = Administrator.of(api, parley);
    var bob = api.person("bob");

    admin.put("ws/accounts/" + bob.id()).send(Map.of("role", "admin"));
    assertThat(bob.get("ws/stats").send().status()).isEqualTo(200);
    assertThat(bob.get("auth/me").send().data().get("role").asString()).isEqualTo("admin");

    admin.put("ws/accounts/" + bob.id()).send(Map.of("role", "user"));
    assertThat(bob.get("ws/stats").send().status()).isEqualTo(403);
  }

  @Test
  void whatAdminsDoIsRecorded() {
    var admin = Administrator.of(api, parley);
    var bob = api.person("bob");

    admin.put("ws/accounts/" + bob.id()).send(Map.of("role", "admin", "disabled", true));

    var records =
        admin
            .get("ws/audit?limit=100")
            .send()
            .data()
            .get("entries")
            .valueStream()
            .filter(entry -> entry.get("targetId").asString().equals(bob.id()))
            .toList();
    assertThat(records)
        .extracting(entry -> entry.get("act").asString())
        .containsExactly("user.disable", "user.role");
    assertThat(records)
        .allSatisfy(entry -> assertThat(entry.get("adminId").asString()).isEqualTo(admin.id()));
  }

  @Test
  void accountsAreListedPageByPage() {
    var admin = Administrator.of(api, parley);
    var ada = api.person("zlisted");
    var bob = api.person("zlisted");

    var first = admin.get("ws/accounts?q=ZLISTED&limit=1").send().data();
    var second =
        admin
            .get("ws/accounts?q=zlisted&limit=1&cursor=" + first.get("nextCursor").asString())
            .send()
            .data();

    var found = Json.mapper().treeToValue(first.get("accounts").get(0), AccountView.class);
    assertThat(found.email()).isEqualTo(bob.email());
    assertThat(found.role()).isEqualTo("user");
    assertThat(first.get("accounts").get(0).propertyNames())
        .containsExactlyInAnyOrder(
            "id", "username", "email", "emailVerified", "role", "disabled", "createdAt");
    assertThat(second.get("accounts").get(0).get("id").asString()).isEqualTo(ada.id());
    assertThat(second.has("nextCursor")).isFalse();
  }

  @Test
  void onlyAdminsSeeOrChangeThem() {
    var eve = api.person("eve");

    assertThat(api.get("ws/accounts").send().status()).isEqualTo(401);
    assertThat(eve.get("ws/accounts").send().status()).isEqualTo(403);
    assertThat(eve.put("ws/accounts/" + eve.id()).send(Map.of("role", "admin")).status())
        .isEqualTo(403);
  }

  @Test
  void adminsDoNotLockThemselvesOut() {
    var admin = Administrator.of(api, parley);

    var disabled = admin.put("ws/accounts/" + admin.id()).send(Map.of("disabled", true));
    var demoted = admin.put("ws/accounts/" + admin.id()).send(Map.of("role", "user"));

    assertThat(disabled.wrongFields()).containsExactly("disabled");
    assertThat(demoted.wrongFields()).containsExactly("role");
    assertThat(admin.get("ws/stats").send().status()).isEqualTo(200);
  }

  @Test
  void whatIsWrongIsRefused() {
    var admin = Administrator.of(api, parley);

    var rubbish =
        admin.put("ws/accounts/" + admin.id()).send(Map.of("disabled", "yes", "role", "owner"));

    assertThat(rubbish.status()).isEqualTo(400);
    assertThat(rubbish.wrongFields()).containsExactlyInAnyOrder("disabled", "role");
    assertThat(admin.put("ws/accounts/x").send(Map.of()).status()).isEqualTo(400);
    assertThat(admin.put("ws/accounts/" + "f".repeat(24)).send(Map.of("role", "user")).status())
        .isEqualTo(404);
    assertThat(admin.get("ws/accounts?cursor=x").send().status()).isEqualTo(400);
    assertThat(admin.get("ws/accounts?limit=0").send().status()).isEqualTo(400);
  }

  @Test
  void oneSeesWhetherOnesEmailIsVerified() {
    var ada = api.person("ada");

    assertThat(ada.get("auth/me").send().data().get("emailVerified").asBoolean(true)).isFalse();
    assertThat(ada.get("users/profile").send().data().get("emailVerified").asBoolean(true))
        .isFalse();
  }
}
