package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Starting, failing to start in one clear line, and starting again.
final class StartTest {
  @TempDir private Path folder;

  @Test
  void aTakenPortIsSaidAndTheFolderLeftToOthers() throws IOException {
    try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertFails(
          List.of("--parley.port=" + other.getLocalPort()),
          "Port " + other.getLocalPort() + " is taken; choose another one with --port.");
    }
    ServerExtension.start(folder).close();
  }

  @Test
  void aFolderThatCanNotBeWrittenIsSaid() throws IOException {
    var file = Files.writeString(folder.resolve("file"), "in the way");

    assertFails(List.of("--parley.data=" + file), file.toString(), "cannot be written");
    assertFails(List.of("--parley.data=/proc/parley"), "/proc/parley", "cannot be written");
  }

  @Test
  void aFolderInUseIsSaid() {
    try (var first = ServerExtension.start(folder)) {
      assertFails(List.of(), folder.toString(), "in use");
      assertThat(new Api(first.port()).get("/actuator/health").send().status()).isEqualTo(200);
    }
  }

  @Test
  void newerDataIsSaidAndLeftAlone() throws SQLException {
    ServerExtension.start(folder).close();
    try (var database = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("parley.db"));
        var statement = database.createStatement()) {
      statement.execute("PRAGMA user_version = 999");
    }

    assertFails(List.of(), "newer Parley");
  }

  @Test
  void settingsThatCanNotBeUsedAreSaid() {
    assertFails(List.of("--parley.port=x"), "value x");
    assertFails(List.of("--parley.port=70000"), "parley", "65535");
    assertFails(List.of("--parley.jwt-secret=short"), "PARLEY_JWT_SECRET", "32");
    assertFails(List.of("--parley.trusted-proxies=proxy.example"), "proxy.example");
    assertFails(List.of("--parley.host=192.0.2.1"), "Can't listen");
  }

  /// One line that says all of these.
  private void assertFails(List<String> settings, String... said) {
    assertThatThrownBy(() -> start(settings))
        .isInstanceOf(StartFailure.class)
        .message()
        .contains(said)
        .doesNotContain("\n");
  }

  private void start(List<String> settings) {
    ServerExtension.start(folder, settings.toArray(String[]::new)).close();
  }

  @Test
  void theSecretIsMadeOnceAndForItsOwnerAlone() throws IOException {
    ServerExtension.start(folder).close();
    var file = folder.resolve(Secrets.FILE);
    var first = Files.readString(file);
    ServerExtension.start(folder).close();

    assertThat(Files.readString(file)).isEqualTo(first);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");

    Files.writeString(file, "not a key");
    assertFails(List.of(), Secrets.FILE, "damaged");
  }

  @Test
  void whatWasSaidAndWhoWasSignedInIsThereAfterARestart() {
    Person ada;
    String id;
    try (var server = ServerExtension.start(folder)) {
      var api = new Api(server.port());
      ada = api.person("ada");
      id = ada.direct(api.person("bob"));
      ada.say(id, "before");
    }
    try (var server = ServerExtension.start(folder)) {
      var again = new Api(server.port());
      var history = again.get("messages/conversation/" + id).bearer(ada.access()).send();
      var next =
          again
              .post("messages")
              .bearer(ada.access())
              .send(Map.of("conversationId", id, "text", "after"));

      assertThat(history.json().get("data").get(0).get("text").asString()).isEqualTo("before");
      assertThat(next.data().get("seq").asInt()).isEqualTo(2);
      assertThat(
              again.post("auth/refresh").cookies("refreshToken=" + ada.refresh()).send().status())
          .isEqualTo(200);
    }
  }

  @Test
  void demoPeopleComeWhereNobodyButAdminsIs() {
    var email = "--parley.admin.email=root@x.example";
    var password = "--parley.admin.password=correct horse";
    try (var server = ServerExtension.start(folder, email, password)) {
      assertThat(Demo.fill(server)).isTrue();
      assertThat(Demo.fill(server)).isFalse();
      var api = new Api(server.port());

      var answer =
          api.post("auth/signin")
              .send(Map.of("email", Demo.email("ada"), "password", Demo.PASSWORD));
      var list = api.get("conversations").bearer(answer.cookie("accessToken")).send().data();

      assertThat(list.get("direct")).hasSize(1);
      assertThat(list.get("group").get(0).get("unreadCount").asInt()).isEqualTo(2);
    }
  }
}
