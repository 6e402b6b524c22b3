package dev.parley.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.chat.Entry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupTest {
  @TempDir Path temporary;
  private SqliteStore store;

  @BeforeEach
  void open() {
    store = open(temporary.resolve("data"));
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static SqliteStore open(Path folder) {
    return SqliteStore.open(folder, event -> {}, InstantSource.system());
  }

  @Test
  void aBackupIsTheStoreAsOfOneMomentWhileMessagesComeIn() throws Exception {
    var group = Chat.group(store);
    var ended = new AtomicBoolean();
    var sender =
        Thread.startVirtualThread(() -> {
          for (var i = 0; !ended.get(); i++) {
            Chat.send(store, group, "message " + i);
          }
        });
    Chat.await().until(() -> store.entryLog().head(group).seq() > 20);

    var before = store.entryLog().head(group).seq();
    var folder = Files.createDirectory(temporary.resolve("restored"));
    store.backup(folder.resolve("parley.db"));
    var after = store.entryLog().head(group).seq();
    Chat.await().until(() -> store.entryLog().head(group).seq() > after);
    ended.set(true);
    sender.join();

    try (var restored = open(folder)) {
      var all = Chat.all(restored, group);
      assertThat((long) all.size()).isBetween(before, after);
      assertThat(all.stream().map(Entry::seq))
          .isEqualTo(LongStream.rangeClosed(1, all.size()).boxed().toList());
      assertThat(all).isEqualTo(Chat.all(store, group).subList(0, all.size()));
      assertThat(Chat.send(restored, group, "next").seq()).isEqualTo(all.size() + 1);
    }
  }

  @Test
  void aFileThatExistsIsNotOverwritten() throws IOException {
    var target = Files.writeString(temporary.resolve("file"), "mine");

    assertThatThrownBy(() -> store.backup(target)).isInstanceOf(UncheckedIOException.class);

    assertThat(Files.readString(target)).isEqualTo("mine");
  }

  @Test
  void aPlaceThatCannotBeWrittenIsAnErrorAndTheStoreGoesOn() throws IOException {
    var nowhere = temporary.resolve("missing/copy.db");

    assertThatThrownBy(() -> store.backup(nowhere))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("copy.db");

    assertThat(Chat.send(store, Chat.group(store), "on").seq()).isEqualTo(1);
  }
}
