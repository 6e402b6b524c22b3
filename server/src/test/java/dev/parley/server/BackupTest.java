package dev.parley.server;

import static dev.parley.server.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `parley backup` and `parley restore`.
final class BackupTest {
  private static final int WRITERS = 8;

  @TempDir private Path folder;

  private Path data() {
    return folder.resolve("data");
  }

  private Path copy() {
    return folder.resolve("copy");
  }

  private Path restored() {
    return folder.resolve("restored");
  }

  private List<String> backup(Path to) {
    return BackupProgram.run(data().toString(), "1.2.3", "--to", to.toString());
  }

  private List<String> restore() {
    return RestoreProgram.run(null, "--from", copy().toString(), "--data=" + restored());
  }

  /// A folder with one conversation of 20 messages and an upload; answers who is in it.
  private Person filled() {
    try (var server = ServerExtension.start(data())) {
      var ada = new Api(server.port()).person("ada");
      var id = ada.direct(new Api(server.port()).person("bob"));
      for (int i = 0; i < 20; i++) {
        ada.say(id, "message " + i);
      }
      assertThat(upload(ada).status()).isEqualTo(201);
      return ada;
    }
  }

  private static Api.Answer upload(Person person) {
    return Form.file("note.txt", "what was uploaded").send(person);
  }

  @Test
  void whatWasAcknowledgedBeforeIsInItAndItServes() throws Exception {
    var acknowledged = new ConcurrentHashMap<String, String>();
    Map<String, String> before;
    Person ada;
    String id;
    String url;
    try (var server = ServerExtension.start(data())) {
      ada = new Api(server.port()).person("ada");
      id = ada.direct(new Api(server.port()).person("bob"));
      url = upload(ada).data().get("url").asString();
      var ended = new AtomicBoolean();
      var writers = write(ada, id, acknowledged, ended);
      await().until(() -> acknowledged.size() > 200);
      before = Map.copyOf(acknowledged);

      backup(copy());

      var after = acknowledged.size();
      await().until(() -> acknowledged.size() > after);
      ended.set(true);
      for (var writer : writers) {
        writer.join();
      }
    }
    restore();

    try (var server = ServerExtension.start(restored())) {
      var again = ada.at(new Api(server.port()));
      assertThat(stored(again, id)).containsAllEntriesOf(before);
      assertThat(again.get(url).send().text()).isEqualTo("what was uploaded");
      assertThat(again.say(id, "and on").status()).isEqualTo(201);
    }
  }

  private static List<Thread> write(
      Person ada, String id, Map<String, String> acknowledged, AtomicBoolean ended) {
    var writers = new ArrayList<Thread>();
    for (int i = 0; i < WRITERS; i++) {
      var name = "w" + i + "-";
      writers.add(
          Thread.startVirtualThread(() -> {
            for (int n = 0; !ended.get(); n++) {
              var message = Map.of("conversationId", id, "text", "x", "clientMessageId", name + n);
              var answer = ada.post("messages").send(message);
              acknowledged.put(name + n, answer.data().get("id").asString());
            }
          }));
    }
    return writers;
  }

  /// clientMessageId to id of all messages, whose `seq` has no gap.
  private static Map<String, String> stored(Person person, String id) {
    var stored = new LinkedHashMap<String, String>();
    long since = 0;
    long seq = 0;
    while (true) {
      var path = "messages/conversation/" + id + "?limit=100&sinceRev=" + since;
      var page = person.get(path).send().json();
      for (var message : page.get("data")) {
        assertThat(message.get("seq").asLong()).isEqualTo(++seq);
        stored.put(message.get("clientMessageId").asString(), message.get("id").asString());
      }
      since = page.get("pagination").get("rev").asLong();
      if (!page.get("pagination").get("hasMore").asBoolean()) {
        return stored;
      }
    }
  }

  @Test
  void everyFlippedByteIsFound() throws IOException {
    filled();
    backup(copy());
    var random = new Random(7);
    for (var file : files(copy())) {
      var bytes = Files.readAllBytes(file);
      var at = random.nextInt(bytes.length);
      bytes[at] ^= 1;
      Files.write(file, bytes);

      assertThatThrownBy(this::restore).as("%s", file).isInstanceOf(StartFailure.class);
      assertThat(restored()).doesNotExist();

      bytes[at] ^= 1;
      Files.write(file, bytes);
    }
    assertThat(restore()).first().asString().startsWith("2 users, 1 conversations with 20 entries");
    assertThat(folder.resolve(".restored.part")).doesNotExist();
  }

  @Test
  void aFileThatIsMissingOrALineThatIsCutIsFound() throws IOException {
    filled();
    backup(copy());
    var sums = copy().resolve("SHA256SUMS");
    var lines = Files.readAllLines(sums);
    Files.write(sums, lines.subList(0, lines.size() - 1));
    assertThatThrownBy(this::restore).hasMessageContaining("SHA256SUMS has 3 lines instead of 4");
    Files.write(sums, lines);

    Files.delete(copy().resolve("secret.key"));
    assertThatThrownBy(this::restore).hasMessageContaining("secret.key is missing");
    assertThatThrownBy(() -> RestoreProgram.run(null, "--from=" + folder, "--data=" + restored()))
        .hasMessageContaining("manifest.json is missing");
    assertThat(restored()).doesNotExist();
  }

  @Test
  void aPathThatLeadsOutIsNeverWritten() throws IOException {
    filled();
    backup(copy());
    var sums = copy().resolve("SHA256SUMS");
    Files.writeString(sums, Files.readString(sums).replace("secret.key", "../secret.key"));

    assertThatThrownBy(this::restore).hasMessageContaining("nothing of it is called ../secret.key");

    assertThat(folder.resolve("secret.key")).doesNotExist();
  }

  @Test
  void aFolderThatHoldsSomethingIsLeftAlone() throws IOException {
    filled();
    Files.createDirectory(restored());
    backup(copy());
    restore();
    assertThatThrownBy(this::restore).hasMessage(restored() + " is there already and not empty.");
    assertThatThrownBy(() -> backup(copy()))
        .hasMessageEndingWith("is there already and not empty.");
    var file = Files.writeString(folder.resolve("file"), "mine");
    assertThatThrownBy(() -> backup(file)).hasMessage(file + " is there already.");
    assertThat(file).hasContent("mine");
  }

  @Test
  void aBackupOfANewerVersionIsRefused() throws Exception {
    filled();
    try (var database = DriverManager.getConnection("jdbc:sqlite:" + data().resolve("parley.db"));
        var statement = database.createStatement()) {
      statement.executeUpdate("PRAGMA user_version = 9000");
    }
    backup(copy());

    assertThatThrownBy(this::restore)
        .hasMessageStartingWith("This backup was written by a newer Parley (data version 9000,");
    assertThat(restored()).doesNotExist();
  }

  @Test
  void itIsForItsOwnerAlone() throws IOException {
    filled();
    backup(copy());
    restore();
    for (var each : List.of(copy(), restored())) {
      assertThat(permissions(each)).isEqualTo("rwx------");
      assertThat(permissions(each.resolve("secret.key"))).isEqualTo("rw-------");
      assertThat(each.resolve("search.db")).doesNotExist();
    }
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void aContentThatIsGoneAlreadyIsSaidAndDoesNotPreventIt() throws IOException {
    filled();
    for (var file : files(data().resolve("files"))) {
      Files.delete(file);
    }
    assertThat(backup(copy())).last().asString().startsWith("1 uploaded contents are missing");
    assertThat(restore()).hasSize(1);
  }

  @Test
  void argumentsAndPlacesThatMakeNoSenseAreOneLine() {
    assertThatThrownBy(() -> BackupProgram.run(null, "1")).hasMessageStartingWith("Where to?");
    assertThatThrownBy(() -> RestoreProgram.run(null)).hasMessageStartingWith("Where from?");
    assertThatThrownBy(() -> BackupProgram.run(null, "1", "--too", "x"))
        .hasMessageStartingWith("Unknown argument --too;");
    assertThatThrownBy(() -> BackupProgram.run(null, "1", "--to"))
        .hasMessage("--to needs a value.");
    assertThatThrownBy(() -> backup(copy())).hasMessageStartingWith("There is no Parley data in ");
    assertThat(copy()).doesNotExist();
  }

  @Test
  void theProgramsHaveLinesAndExitCodes() {
    filled();
    try (var child = Child.start(folder, "backup", "--data=" + data(), "--to=" + copy())) {
      assertThat(child.exitCode()).isZero();
      assertThat(child.out()).endsWith("are in " + copy() + ".\n");
    }
    try (var child = Child.start(folder, "restore", "--from=" + copy(), "--data=" + data())) {
      assertThat(child.exitCode()).isEqualTo(1);
      assertThat(child.err()).isEqualTo(data() + " is there already and not empty.\n");
    }
  }

  /// A limit on a file's size stands for a disk that has no room for it.
  @Test
  void aDiskWithoutRoomIsOneLineAndLeavesNothing() throws IOException {
    filled();
    try (var child =
        Child.startWithFilesOfAtMost(folder, 64, "backup", "--data=" + data(), "--to=" + copy())) {
      assertThat(child.exitCode()).isEqualTo(1);
      assertThat(child.err()).startsWith("The backup failed, and nothing is left of it: ");
    }
    assertThat(copy()).doesNotExist();
    assertThat(folder.resolve(".copy.part")).doesNotExist();
  }

  @Tag("long")
  @RepeatedTest(5)
  void killedAtAnyMomentTheyLeaveAllOrNothing() throws IOException {
    var ada = filled();
    killed("backup", "--data=" + data(), "--to=" + copy());
    if (!Files.exists(copy())) {
      backup(copy());
    }
    killed("restore", "--from=" + copy(), "--data=" + restored());
    if (!Files.exists(restored())) {
      restore();
    }
    try (var server = ServerExtension.start(restored())) {
      assertThat(ada.at(new Api(server.port())).get("auth/me").send().status()).isEqualTo(200);
    }
  }

  private void killed(String... arguments) {
    try (var child = Child.start(folder, arguments)) {
      LockSupport.parkNanos(
          TimeUnit.MILLISECONDS.toNanos(ThreadLocalRandom.current().nextInt(300, 1_500)));
      child.kill();
    }
  }

  private static List<Path> files(Path folder) {
    try (var all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
