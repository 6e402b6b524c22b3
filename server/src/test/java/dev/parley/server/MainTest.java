package dev.parley.server;

import static dev.parley.server.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.store.RedisProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The program as a person sees it: its lines and its exit code.
final class MainTest {
  @TempDir private Path folder;

  @Test
  void helpNamesTheArguments() {
    try (var child = Child.start(folder, "--help")) {
      assertThat(child.exitCode()).isZero();
      assertThat(child.out()).contains("--port N", "--data DIR", "--demo");
    }
  }

  @Test
  void anUnknownArgumentIsOneLineAndAnExitCode() {
    try (var child = Child.start(folder, "--prot", "80")) {
      assertThat(child.exitCode()).isEqualTo(1);
      assertThat(child.err()).isEqualTo("Unknown argument --prot; --help names them.\n");
      assertThat(child.out()).isEmpty();
    }
  }

  @Test
  void aTakenPortIsOneLineAndAnExitCode() throws IOException {
    try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var child =
            Child.start(
                folder,
                "--host=127.0.0.1",
                "--port=" + other.getLocalPort(),
                "--data=" + folder.resolve("data"))) {
      assertThat(child.exitCode()).isEqualTo(1);
      assertThat(child.err())
          .isEqualTo(
              "Port " + other.getLocalPort() + " is taken; choose another one with --port.\n");
      assertThat(child.out()).isEmpty();
    }
  }

  @Test
  void aFolderThatCanNotBeWrittenIsOneLineAndAnExitCode() {
    try (var child = Child.start(folder, "--port=0", "--data=/proc/parley")) {
      assertThat(child.exitCode()).isEqualTo(1);
      assertThat(child.err()).matches("[^\\n]*/proc/parley[^\\n]*cannot be written[^\\n]*\\n");
      assertThat(child.out()).isEmpty();
    }
  }

  @Test
  void portAndFolderCanComeFromTheEnvironment() {
    int port = RedisProcess.freePort();
    var settings =
        Map.of(
            "PARLEY_HOST",
            "127.0.0.1",
            "PARLEY_PORT",
            "" + port,
            "PARLEY_DATA",
            folder.resolve("elsewhere").toString());
    try (var child = Child.start(folder, settings)) {
      child.awaitServing();

      assertThat(child.api().port()).isEqualTo(port);
      assertThat(folder.resolve("elsewhere/parley.db")).exists();
    }
  }

  @Test
  void demoPeopleCanSignInAndTheirPasswordIsSaid() {
    var arguments =
        new String[] {"--demo", "--host=127.0.0.1", "--port=0", "--data=" + folder.resolve("data")};
    try (var child = Child.start(folder, arguments)) {
      await().until(() -> child.out().contains(Demo.signIn()));
      var answer =
          child
              .api()
              .post("auth/signin")
              .send(Map.of("email", Demo.email("ada"), "password", Demo.PASSWORD));

      assertThat(answer.status()).isEqualTo(200);
    }
  }

  @Test
  void itSaysWhereItIsServesAndEndsQuietly() {
    try (var child = Child.serving(folder, folder.resolve("data"))) {
      var ada = child.api().person("ada");
      assertThat(ada.post("conversations").send(Map.of()).status()).isEqualTo(400);
      child.terminate();

      assertThat(child.exitCode()).isEqualTo(143);
      assertThat(child.out()).matches("Parley is at http://127.0.0.1:\\d+ with its data in .*\n");
      assertThat(child.err()).isEmpty();
    }
  }

  @Test
  void aRehearsalPlaysToItsEndAndLeavesNothingBehind() {
    try (var child = Child.start(folder, "rehearse")) {
      assertThat(child.exitCode()).isZero();
      assertThat(child.out() + child.err()).isEmpty();
    }
    assertThat(Child.temporary(folder)).isEmptyDirectory();
  }

  /// Whoever kills it often would fill the disk with native libraries.
  @Test
  void aKilledServerLeavesNothingInTheFolderForTemporaryFiles() {
    try (var child = Child.serving(folder, folder.resolve("data"))) {
      child.api().person("ada").socket().close();

      child.kill();
    }
    assertThat(Child.temporary(folder)).isEmptyDirectory();
  }
}
