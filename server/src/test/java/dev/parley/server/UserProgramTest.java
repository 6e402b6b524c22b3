package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `parley user …`, beside a running server and without one.
final class UserProgramTest {
  @TempDir private Path folder;

  private List<String> user(String... args) {
    var all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--data", folder.toString()));
    return UserProgram.run(UserArguments.parse(null, all.toArray(String[]::new)));
  }

  private List<String> addAda() {
    return user("add", "--admin", "--email=ada@x.example", "--username=ada", "--password=12345678");
  }

  @Test
  void anAdminIsAddedWhileNoServerRuns() {
    assertThat(addAda()).containsExactly("ada <ada@x.example> is added as an admin.");

    try (var server = ServerExtension.start(folder)) {
      var api = new Api(server.port());
      var answer = signIn(api, "ada@x.example", "12345678");
      assertThat(answer.data().get("role").asString()).isEqualTo("admin");
      assertThat(api.get("ws/stats").bearer(answer.cookie("accessToken")).send().status())
          .isEqualTo(200);
    }
  }

  @Test
  void theRunningServerDoesItAndWhoIsDisabledIsOutAtOnce() {
    try (var server = ServerExtension.start(folder)) {
      var api = new Api(server.port());
      addAda();
      var bob = api.person("bob");
      try (var socket = bob.socket()) {
        assertThat(user("disable", "--username", bob.username()))
            .containsExactly(bob.username() + " <" + bob.email() + "> is disabled.");
        socket.packet("41");
      }
      assertThat(signIn(api, bob.email(), "correct horse").error()).isEqualTo("ACCOUNT_DISABLED");

      user("enable", "--email", bob.email());
      var again = api.signIn(bob);
      user("reset-password", "--email", bob.email(), "--password", "another horse");

      assertThat(again.get("auth/me").send().status()).isEqualTo(401);
      assertThat(signIn(api, bob.email(), "correct horse").status()).isEqualTo(401);
      assertThat(signIn(api, bob.email(), "another horse").status()).isEqualTo(200);
      assertThat(user("list"))
          .hasSize(2)
          .first()
          .asString()
          .contains(bob.id() + "\t" + bob.username() + "\t" + bob.email() + "\tuser\tenabled\t");
    }
    assertThat(user("list")).hasSize(2);
  }

  private static Api.Answer signIn(Api api, String email, String password) {
    return api.post("auth/signin").send(Map.of("email", email, "password", password));
  }

  @Test
  void whatCanNotBeDoneIsOneLineWithOrWithoutAServer() {
    addAda();
    assertRefusals();
    try (var server = ServerExtension.start(folder)) {
      assertThat(server.port()).isPositive();
      assertRefusals();
    }
  }

  private void assertRefusals() {
    assertFails("Email is already in use.", this::addAda);
    assertFails("User not found.", () -> user("disable", "--email", "nobody@x.example"));
    assertFails(
        "password must have 8 to 128 characters.",
        () -> user("reset-password", "--username=ada", "--password=short"));
    assertFails(
        "username must have 3 to 50 characters, email must be an email address.",
        () -> user("add", "--password=12345678"));
    assertFails("email either the email or the username must be given.", () -> user("disable"));
  }

  @Test
  void argumentsThatMakeNoSenseAreOneLine() {
    assertFails(
        "Which user command? There are add, list, disable, enable, reset-password.",
        () -> user("remove"));
    assertFails(
        "Unknown argument --mail; user --help names them.", () -> user("disable", "--mail", "x"));
    assertThatThrownBy(() -> UserArguments.parse(null, "disable", "--email"))
        .hasMessage("--email needs a value.");
  }

  private static void assertFails(String line, Runnable command) {
    assertThatThrownBy(command::run).isInstanceOf(StartFailure.class).hasMessage(line);
  }

  @Test
  void onlyTheOwnerReachesTheSocket() throws IOException {
    try (var server = ServerExtension.start(folder)) {
      assertThat(server.port()).isPositive();
      var socket = ControlSocket.path(folder);
      assertThat(socket).exists();
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(folder.resolve("control"))))
          .isEqualTo("rwx------");
    }
    assertThat(ControlSocket.path(folder)).doesNotExist();
  }

  @Test
  void theProgramPrintsReadsThePasswordAndHasAnExitCode() throws IOException {
    var data = folder.resolve("data").toString();
    var input = Files.writeString(folder.resolve("input"), "12345678\n");
    try (var child =
        Child.startWithInput(
            folder,
            input,
            "user",
            "add",
            "--email=ada@x.example",
            "--username=ada",
            "--data",
            data)) {
      assertThat(child.exitCode()).isZero();
      assertThat(child.out()).isEqualTo("ada <ada@x.example> is added.\n");
      assertThat(child.err()).isEmpty();
    }
    try (var child = Child.start(folder, "user", "enable", "--username=eve", "--data", data)) {
      assertThat(child.exitCode()).isEqualTo(1);
      assertThat(child.err()).isEqualTo("User not found.\n");
    }
    try (var child = Child.start(folder, "user", "--help")) {
      assertThat(child.exitCode()).isZero();
      assertThat(child.out()).contains("parley user add", "reset-password");
    }
  }
}
