package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The admin that comes from the settings.
final class FirstAdminTest {
  private static final String EMAIL = "--parley.admin.email=root@x.example";

  @TempDir private Path folder;

  private Parley start(String password) {
    return ServerExtension.start(folder, EMAIL, "--parley.admin.password=" + password);
  }

  private static Api.Answer signIn(Parley server, String email, String password) {
    return new Api(server.port())
        .post("auth/signin")
        .send(Map.of("email", email, "password", password));
  }

  @Test
  void isMadeAtTheFirstStartAndNeverReset() {
    try (var server = start("12345678")) {
      var answer = signIn(server, "root@x.example", "12345678");
      assertThat(answer.data().get("role").asString()).isEqualTo("admin");
      assertThat(answer.data().get("username").asString()).isEqualTo("admin");
    }
    try (var server = start("another one")) {
      assertThat(signIn(server, "root@x.example", "12345678").status()).isEqualTo(200);
      assertThat(signIn(server, "root@x.example", "another one").status()).isEqualTo(401);
    }
  }

  @Test
  void anAccountOfThatEmailBecomesItOnlyByItsOwnPassword() {
    try (var server = ServerExtension.start(folder)) {
      new Api(server.port())
          .post("auth/signup")
          .send(Map.of("username", "eve", "email", "Root@x.example", "password", "evil evil"));
    }
    assertThatThrownBy(() -> start("12345678").close())
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("Email is already in use");
    try (var server = start("evil evil")) {
      assertThat(signIn(server, "root@x.example", "evil evil").data().get("role").asString())
          .isEqualTo("admin");
    }
  }

  @Test
  void settingsThatCanNotBeUsedAreSaid() {
    assertThatThrownBy(() -> ServerExtension.start(folder, EMAIL).close())
        .hasMessage("PARLEY_ADMIN_EMAIL and PARLEY_ADMIN_PASSWORD go together.");
    assertThatThrownBy(() -> start("short").close())
        .hasMessage(
            "The first admin can't be made: PARLEY_ADMIN_PASSWORD must have 8 to 128 characters.");
  }
}
