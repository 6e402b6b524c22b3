package dev.parley.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.chat.SessionStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationsTest {
  @TempDir Path folder;

  private SqliteStore open() {
    return SqliteStore.open(folder, event -> {}, InstantSource.fixed(Chat.NOW));
  }

  private Path file() {
    return folder.resolve("parley.db");
  }

  private List<Path> backups() throws IOException {
    try (var files = Files.list(folder)) {
      return files.filter(f -> f.getFileName().toString().startsWith("parley-before-")).toList();
    }
  }

  @Test
  void aNewFileHasHadAllStepsAndNeedsNoBackup() throws Exception {
    open().close();

    try (var database = Database.open(file())) {
      assertThat(Migrations.version(database)).isEqualTo(Migrations.newest());
    }
    assertThat(backups()).isEmpty();
  }

  @Test
  void anOlderFileIsTakenOnWithWhatIsInItAndACopyIsKept() throws Exception {
    try (var database = Database.open(file())) {
      Migrations.apply(database, 1);
      database.update(
          """
          INSERT INTO users VALUES ('0123456789abcdef01234567', 'Ada', 'ada', 'Ada@x', 'ada@x',
            NULL, 'ADMIN', 'hash', 1000)
          """);
    }

    try (var store = open()) {
      var login = store.users().byEmail("ada@x");
      assertThat(login).isNotNull();
      assertThat(login.user().username()).isEqualTo("Ada");
      assertThat(Chat.send(store, Chat.group(store), "works").seq()).isEqualTo(1);
    }

    assertThat(backups()).hasSize(1);
    try (var copy = Database.open(backups().getFirst())) {
      assertThat(Migrations.version(copy)).isEqualTo(1);
      assertThat(copy.first("SELECT username FROM users", Row::text)).isEqualTo("Ada");
    }
    open().close();
    assertThat(backups()).hasSize(1);
  }

  @Test
  void sessionsFromBeforeKeepTheirExchange() throws Exception {
    try (var database = Database.open(file())) {
      Migrations.apply(database, 14);
      database.update(
          """
          INSERT INTO sessions VALUES ('0123456789abcdef01234567', 'user', 'device', 'address', 1000,
            2000, 9000, 'valid', 'previous', 2000)
          """);
    }

    try (var store = open()) {
      var sessions = store.sessions();
      assertThat(sessions.exchangedAt("0123456789abcdef01234567", "previous"))
          .isEqualTo(Instant.ofEpochMilli(2000));
      assertThat(sessions.session("0123456789abcdef01234567"))
          .extracting(SessionStore.Stored::refreshHash)
          .isEqualTo("valid");
    }
  }

  @Test
  void aNewerFileIsRefusedAndLeftAsItIs() throws Exception {
    open().close();
    try (var database = Database.open(file())) {
      database.script("PRAGMA user_version = 99");
    }
    var before = Files.readAllBytes(file());

    assertThatThrownBy(this::open)
        .isInstanceOf(UnusableDataFolder.class)
        .hasMessageContaining(
            "newer Parley (data version 99, this one knows " + Migrations.newest() + ")")
        .hasMessageNotContaining("\n");

    assertThat(Files.readAllBytes(file())).isEqualTo(before);
    // The refusal let go of the folder.
    try (var database = Database.open(file())) {
      database.script("PRAGMA user_version = " + Migrations.newest());
    }
    open().close();
  }

  @Test
  void aStepThatFailsLeavesTheVersionBeforeIt() throws SQLException {
    try (var database = Database.open(file())) {
      Migrations.apply(database, 1);
      database.script("CREATE TABLE entries (in_the_way)");
    }

    assertThatThrownBy(this::open).isInstanceOf(UnusableDataFolder.class);

    try (var database = Database.open(file())) {
      assertThat(Migrations.version(database)).isEqualTo(1);
      assertThat(database.number("SELECT count(*) FROM sqlite_schema WHERE name = 'conversations'"))
          .isZero();
    }
  }
}
