package dev.parley.sqlite;

import static dev.parley.sqlite.Chat.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.Events;
import dev.parley.chat.MessageSearch;
import dev.parley.chat.SearchTerms;
import dev.parley.store.MessageSearchContract;
import dev.parley.store.SearchPorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteSearchTest {
  @TempDir Path folder;

  @Nested
  class SearchTest extends MessageSearchContract {
    @Override
    protected SearchPorts open(Events events, InstantSource clock) {
      var store = SqliteStore.open(folder, events, clock);
      return new SearchPorts(store.conversations(), store.entryLog(), store.search(), store);
    }
  }

  private SqliteStore open() {
    return SqliteStore.open(folder, event -> {}, () -> Chat.NOW);
  }

  private static int hits(SqliteStore store, String user) {
    var query =
        new MessageSearch.Query(user, SearchTerms.of("hello"), null, null, null, null, null, 5_000);
    return store.search().find(query).size();
  }

  private static void awaitHits(SqliteStore store, String user, int count) {
    await().until(() -> hits(store, user) == count);
  }

  @Test
  void whatWasNotWrittenWhenTheProcessEndedIsCaughtUp() {
    String group;
    try (var store = open()) {
      group = Chat.group(store);
      for (var i = 0; i < 1_200; i++) {
        Chat.send(store, group, "m" + i);
      }
    }

    try (var store = open()) {
      awaitHits(store, group, 1_200);
    }
  }

  @Test
  void aFileThatIsMissingIsMadeAnew() throws IOException {
    var group = withOneMessage();
    Files.delete(folder.resolve("search.db"));

    assertMadeAnew(group);
  }

  @Test
  void aDamagedFileIsMadeAnew() throws IOException {
    var group = withOneMessage();
    Files.writeString(folder.resolve("search.db"), "no database at all".repeat(1_000));

    assertMadeAnew(group);
  }

  @Test
  void aFileOfAnotherVersionIsMadeAnew() throws SQLException {
    var group = withOneMessage();
    try (var database = Database.open(folder.resolve("search.db"))) {
      database.script("PRAGMA user_version = 99");
    }

    assertMadeAnew(group);
  }

  @Test
  void aFileThatIsAheadOfTheLogIsMadeAnew() throws SQLException {
    var group = withOneMessage();
    try (var database = Database.open(folder.resolve("search.db"))) {
      database.script("BEGIN; DELETE FROM words; UPDATE cursors SET rev = 50; COMMIT");
    }

    assertMadeAnew(group);
  }

  private String withOneMessage() {
    try (var store = open()) {
      var group = Chat.group(store);
      Chat.send(store, group, "m");
      awaitHits(store, group, 1);
      return group;
    }
  }

  private void assertMadeAnew(String group) {
    try (var store = open()) {
      awaitHits(store, group, 1);
      Chat.send(store, group, "m2");
      awaitHits(store, group, 2);
      assertThat(Chat.all(store, group)).hasSize(2);
    }
  }
}
