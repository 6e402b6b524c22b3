package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// A server where people sign up by invitation.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class InvitationTest {
  private Parley server;
  private Api api;
  private Person admin;
  private int names;

  @BeforeAll
  void start(@TempDir Path folder) {
    server =
        ServerExtension.start(
            folder,
            "--parley.signup=invitation",
            "--parley.public-url=https://chat.example/",
            "--parley.admin.email=root@x.example",
            "--parley.admin.password=correct horse");
    api = new Api(server.port());
    admin = api.signIn(new Person(api, "", "admin", "root@x.example", "", ""));
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private Api.Answer invite(Map<String, Object> body) {
    return admin.post("ws/invitations").send(body);
  }

  private static String code(Api.Answer invited) {
    return invited.data().get("code").asString();
  }

  private Api.Answer signUp(String code) {
    return signUp(code, "person" + ++names);
  }

  private Api.Answer signUp(String code, String name) {
    return api.post("auth/signup")
        .send(
            Map.of(
                "username",
                name,
                "email",
                name + "@x.example",
                "password",
                "12345678",
                "invitation",
                code));
  }

  private static void assertRequired(Api.Answer answer) {
    assertThat(answer)
        .extracting(Api.Answer::status, Api.Answer::error)
        .containsExactly(403, "INVITATION_REQUIRED");
  }

  @Test
  void anInvitationLetsAsManySignUpAsItSays() {
    var invited = invite(Map.of("uses", 2));

    assertThat(invited.status()).isEqualTo(201);
    assertThat(invited.data().propertyNames())
        .containsExactlyInAnyOrder(
            "id", "uses", "used", "createdBy", "createdAt", "expiresAt", "code", "url");
    assertThat(invited.data().get("url").asString())
        .isEqualTo("https://chat.example/invite?code=" + code(invited));
    assertThat(signUp(code(invited)).status()).isEqualTo(201);
    assertThat(signUp(code(invited)).status()).isEqualTo(201);
    assertRequired(signUp(code(invited)));
  }

  @Test
  void withoutAGoodOneNobodySignsUp() {
    assertRequired(signUp("rubbish"));
    assertRequired(
        api.post("auth/signup")
            .send(Map.of("username", "eve", "email", "e@x.example", "password", "12345678")));
    assertThat(api.post("auth/signup").send(Map.of("invitation", 7)).wrongFields())
        .containsExactlyInAnyOrder("invitation", "username", "email", "password");
  }

  @Test
  void oneForAnAddressIsForThatAddress() {
    var code = code(invite(Map.of("email", "Hedy@x.example")));

    assertRequired(signUp(code, "lamarr"));
    assertThat(signUp(code, "hedy").status()).isEqualTo(201);
  }

  @Test
  void adminsSeeThemWithoutTheirCodesAndTakeThemBack() {
    var invited = invite(Map.of());
    var id = invited.data().get("id").asString();

    var listed = admin.get("ws/invitations").send().data().get(0);
    assertThat(listed.get("id").asString()).isEqualTo(id);
    assertThat(listed.has("code")).isFalse();
    assertThat(listed.get("uses").asInt()).isEqualTo(1);
    assertThat(admin.delete("ws/invitations/" + id).send().status()).isEqualTo(200);

    assertRequired(signUp(code(invited)));
    assertThat(admin.delete("ws/invitations/" + id).send().status()).isEqualTo(404);
    assertThat(admin.delete("ws/invitations/x").send().status()).isEqualTo(400);
  }

  @Test
  void whatIsWrongIsNamed() {
    assertThat(invite(Map.of("email", "x", "days", 0, "uses", 0)).wrongFields())
        .containsExactlyInAnyOrder("email", "days", "uses");
    assertThat(invite(Map.of("days", "x", "uses", 1.5)).wrongFields())
        .containsExactlyInAnyOrder("days", "uses");
  }

  @Test
  void theWayInIsToldToEverybody() {
    var options = api.get("auth/options").send().data();

    assertThat(options.get("signup").asString()).isEqualTo("invitation");
    assertThat(options.get("mail").asBoolean(true)).isFalse();
    assertThat(options.get("providers").isEmpty()).isTrue();
  }

  @Test
  void withoutMailThereAreNoMailedLinks() {
    for (var route : List.of("password/forgot", "password/reset", "email/verify")) {
      assertThat(api.post("auth/" + route).send(Map.of()).status()).as(route).isEqualTo(404);
    }
    assertThat(admin.post("auth/email/send").send().status()).isEqualTo(404);
    assertThat(api.post("auth/email/send").send().status()).isEqualTo(401);
  }

  @Test
  void ofManyAtOnceNoMoreSignUpThanThereAreUses() throws Exception {
    race();
  }

  @Tag("long")
  @RepeatedTest(50)
  void neverTimeAndAgain() throws Exception {
    race();
  }

  private void race() throws Exception {
    var code = code(invite(Map.of("uses", 2)));
    var first = names;
    names += 6;
    var attempts =
        IntStream.range(0, 6)
            .<Callable<Integer>>mapToObj(i -> () -> signUp(code, "racer" + (first + i)).status())
            .toList();

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var statuses = threads.invokeAll(attempts).stream().map(f -> f.resultNow()).toList();

      assertThat(statuses).containsOnly(201, 403);
      assertThat(statuses).filteredOn(status -> status == 201).hasSize(2);
    }
  }
}
