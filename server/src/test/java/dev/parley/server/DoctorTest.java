package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.Finding.Broken;
import dev.parley.server.Finding.Doubtful;
import dev.parley.server.Finding.Fine;
import dev.parley.store.RedisProcess;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `parley doctor`.
final class DoctorTest {
  @TempDir private Path folder;

  private List<Finding> examine(String... settings) {
    var all = new ArrayList<>(List.of("--parley.data=" + folder, "--parley.host=127.0.0.1"));
    all.addAll(List.of(settings));
    return DoctorProgram.run(all);
  }

  private List<String> broken(String... settings) {
    return examine(settings).stream().filter(Broken.class::isInstance).map(Finding::line).toList();
  }

  private void filled() {
    try (var server = ServerExtension.start(folder)) {
      new Api(server.port()).person("ada");
    }
  }

  @Test
  void whereAllIsWellNothingIsBroken() {
    filled();

    assertThat(broken("--parley.port=0")).isEmpty();
    assertThat(examine("--parley.port=0"))
        .extracting(Finding::line)
        .contains("No server holds it at this moment.", "Only its owner reads secret.key.")
        .anyMatch(line -> line.startsWith("The database is whole"));
  }

  @Test
  void besideAServerItsPortAndLockAreFine() {
    try (var server = ServerExtension.start(folder)) {
      var port = "--parley.port=" + server.port();

      assertThat(broken(port)).isEmpty();
      assertThat(examine(port))
          .extracting(Finding::line)
          .contains(
              "A server holds it.",
              "Port " + server.port() + " is in use, and a server holds the data folder.");

      assertThat(new Api(server.port()).person("bob").get("auth/me").send().status())
          .isEqualTo(200);
    }
  }

  @Test
  void aPortThatSomebodyElseHasIsBroken() throws IOException {
    try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(broken("--parley.port=" + other.getLocalPort()))
          .singleElement()
          .asString()
          .startsWith("Port " + other.getLocalPort() + " can't be had");
    }
  }

  @Test
  void aSecretThatOthersReadIsBroken() throws IOException {
    filled();
    var secret = folder.resolve("secret.key");
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-r-----"));

    assertThat(broken("--parley.port=0"))
        .containsExactly("Others than its owner may read " + secret + ", and sign in as anybody.");
  }

  @Test
  void aDamagedDatabaseIsBroken() throws IOException {
    filled();
    try (var file = new RandomAccessFile(folder.resolve("parley.db").toFile(), "rw")) {
      file.seek(4_096);
      file.write(new byte[20_000]);
    }
    assertThat(broken("--parley.port=0")).singleElement().asString().startsWith("The database");
  }

  @Test
  void dataOfANewerVersionAreBroken() throws Exception {
    filled();
    try (var database = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("parley.db"));
        var statement = database.createStatement()) {
      statement.executeUpdate("PRAGMA user_version = 9000");
    }
    assertThat(broken("--parley.port=0"))
        .singleElement()
        .asString()
        .startsWith("The data are of version 9000");
  }

  @Test
  void settingsAreJudged() {
    assertThat(
            broken(
                "--parley.port=0",
                "--parley.jwt-secret=short",
                "--parley.public-url=nowhere",
                "--parley.trusted-proxies=10.0.0.0/8,0.0.0.0/0",
                "--parley.mail.url=http://x"))
        .containsExactly(
            "PARLEY_JWT_SECRET has less than 32 characters.",
            "PARLEY_PUBLIC_URL is no address of a page.",
            "PARLEY_TRUSTED_PROXIES holds 0.0.0.0/0: anybody may claim any address.",
            "PARLEY_MAIL_URL must be like smtp://user:password@host:587 or smtps://….");
    assertThat(SettingChecks.publicUrl("https://chat.example", "")).isInstanceOf(Fine.class);
    assertThat(SettingChecks.publicUrl("http://chat.example", "")).isInstanceOf(Doubtful.class);
    assertThat(SettingChecks.publicUrl("", "smtp://x")).isInstanceOf(Doubtful.class);
    assertThat(SettingChecks.secret("x".repeat(32))).isInstanceOf(Fine.class);
    assertThat(SettingChecks.proxies(List.of("proxy.example"))).isInstanceOf(Broken.class);
  }

  @Test
  void theMachineIsJudged() {
    assertThat(HostChecks.java(24)).isInstanceOf(Broken.class);
    assertThat(HostChecks.java(25)).isInstanceOf(Fine.class);
    assertThat(HostChecks.files(1_024)).isInstanceOf(Doubtful.class);
    assertThat(HostChecks.files(65_536)).isInstanceOf(Fine.class);
    assertThat(DataChecks.room(1)).isInstanceOf(Broken.class);
    assertThat(DataChecks.room(500L << 20)).isInstanceOf(Doubtful.class);
    assertThat(DataChecks.room(5L << 30)).isInstanceOf(Fine.class);
  }

  @Test
  void aMailServerThatDoesNotAnswerIsBroken() {
    var nowhere = "smtp://127.0.0.1:" + RedisProcess.freePort();
    assertThat(broken("--parley.port=0", "--parley.mail.url=" + nowhere))
        .singleElement()
        .asString()
        .startsWith("The mail server can't be used (");
  }

  @Test
  void theProgramPrintsLinesAndHasAnExitCode() {
    var data = "--data=" + folder.resolve("new");
    try (var child = Child.start(folder, "doctor", "--port=0", data)) {
      assertThat(child.exitCode()).isZero();
      assertThat(child.out()).contains("ok       Java is ").doesNotContain("broken");
      assertThat(child.err()).isEmpty();
    }
    try (var child = Child.start(folder, "doctor", "--host=999.1.1.1", data)) {
      assertThat(child.exitCode()).isEqualTo(1);
      assertThat(child.out()).contains("broken   Port 8080 can't be had");
    }
    assertThat(folder.resolve("new")).doesNotExist();
  }
}
