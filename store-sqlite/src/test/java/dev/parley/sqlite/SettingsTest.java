package dev.parley.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the guarantees rest on, asked of the very connections in use.
class SettingsTest {
  @TempDir Path folder;
  private SqliteStore store;

  @BeforeEach
  void open() {
    store = SqliteStore.open(folder, event -> {}, InstantSource.system());
  }

  @AfterEach
  void close() {
    store.close();
  }

  private String ofWriter(String pragma) {
    return store
        .writer()
        .write(transaction ->
            String.valueOf(transaction.database().first("PRAGMA " + pragma, Row::text)));
  }

  @Test
  void theWritersConnectionSyncsEveryCommit() {
    assertThat(ofWriter("journal_mode")).isEqualTo("wal");
    assertThat(ofWriter("synchronous")).as("FULL").isEqualTo("2");
    assertThat(ofWriter("fullfsync")).isEqualTo("1");
    assertThat(ofWriter("checkpoint_fullfsync")).isEqualTo("1");
  }

  @Test
  void checkpointsAreOurs() {
    assertThat(ofWriter("wal_autocheckpoint")).isEqualTo("0");
  }

  @Test
  void readersCannotWrite() {
    long queryOnly = store.readers().read(database -> database.number("PRAGMA query_only"));
    assertThat(queryOnly).isOne();
  }

  @Test
  void virtualThreadsHandOverToPlatformThreads() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var reading =
          threads.submit(
              () -> store.readers().read(database -> Thread.currentThread().isVirtual()));
      var writing =
          threads.submit(() -> store.writer().write(t -> Thread.currentThread().isVirtual()));

      assertThat(reading.get()).isFalse();
      assertThat(writing.get()).isFalse();
    }
  }
}
