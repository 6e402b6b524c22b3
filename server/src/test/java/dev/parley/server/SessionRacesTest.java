package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Sessions that several tabs and devices use and end at once.
@ExtendWith(ServerExtension.class)
final class SessionRacesTest {
  private final Api api;

  SessionRacesTest(Api api) {
    this.api = api;
  }

  private static List<Api.Answer> atOnce(int count, Callable<Api.Answer> request)
      throws InterruptedException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      return threads.invokeAll(IntStream.range(0, count).mapToObj(i -> request).toList()).stream()
          .map(f -> f.resultNow())
          .toList();
    }
  }

  /// Through three generations, and each token once more at the end.
  private void twoTabsRefreshAtOnce() throws InterruptedException {
    var tokens = new ArrayList<>(List.of(api.person("tabs").refresh()));
    for (var generation = 0; generation < 3; generation++) {
      var answers = atOnce(2, () -> refresh(tokens.getLast()));

      assertThat(answers).extracting(Api.Answer::status).containsOnly(200);
      var next = answers.getFirst().cookie("refreshToken");
      assertThat(answers).extracting(answer -> answer.cookie("refreshToken")).containsOnly(next);
      for (var answer : answers) {
        assertThat(api.get("auth/me").bearer(answer.cookie("accessToken")).send().status())
            .isEqualTo(200);
      }
      tokens.add(next);
    }
    for (var generation = 0; generation < 3; generation++) {
      assertThat(refresh(tokens.get(generation)).cookie("refreshToken"))
          .isEqualTo(tokens.get(generation + 1));
    }
  }

  private Api.Answer refresh(String token) {
    return api.post("auth/refresh").cookies("refreshToken=" + token).send();
  }

  @Test
  void twoTabsThatRefreshAtOnceStaySignedIn() throws InterruptedException {
    twoTabsRefreshAtOnce();
  }

  @Tag("long")
  @RepeatedTest(50)
  void twoTabsStaySignedInTimeAndAgain() throws InterruptedException {
    twoTabsRefreshAtOnce();
  }

  @Test
  void aNewPasswordEndsTheOtherDevicesAtOnceWithTheirSockets() {
    var here = api.person("ada");
    var there = api.signIn(here);
    try (var mine = here.socket();
        var other = there.socket()) {
      here.put("users/profile")
          .send(Map.of("password", "battery staple", "currentPassword", "correct horse"));

      other.packet("41");
      other.closeCode();
      assertThat(mine.call("heartbeat", Map.of()).get("success").asBoolean()).isTrue();
    }
    assertThat(there.get("auth/me").send().status()).isEqualTo(401);
    assertThat(api.post("auth/refresh").cookies(there.cookies()).send().status()).isEqualTo(401);
    assertThat(here.get("auth/me").send().status()).isEqualTo(200);
  }

  private void signingInWhileThePasswordChanges() throws Exception {
    var ada = api.person("race");
    var old = Map.of("email", ada.email(), "password", "correct horse");
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var signIns =
          IntStream.range(0, 3)
              .mapToObj(i -> threads.submit(() -> api.post("auth/signin").send(old)))
              .toList();
      ada.put("users/profile")
          .send(Map.of("password", "battery staple", "currentPassword", "correct horse"));

      for (var signIn : signIns) {
        var token = signIn.get().cookie("accessToken");
        if (!token.isEmpty()) {
          assertThat(api.get("auth/me").bearer(token).send().status()).isEqualTo(401);
        }
      }
    }
    assertThat(ada.get("auth/sessions").send().data()).hasSize(1);
  }

  @Test
  void nobodyStaysInByAnOldPassword() throws Exception {
    signingInWhileThePasswordChanges();
  }

  @Tag("long")
  @RepeatedTest(50)
  void nobodyStaysInByAnOldPasswordTimeAndAgain() throws Exception {
    signingInWhileThePasswordChanges();
  }
}
