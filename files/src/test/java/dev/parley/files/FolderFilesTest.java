package dev.parley.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.chat.FileStore.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FolderFilesTest {
  private static final String KEY = "ab" + "0".repeat(62);

  @TempDir private Path folder;

  private FolderFiles open() {
    return new FolderFiles(folder.resolve("files"));
  }

  private static void keep(FolderFiles files, String key, String content) throws IOException {
    var incoming = Files.writeString(Files.createTempFile(files.incoming(), "x", ".part"), content);
    files.keep(key, incoming, "text/plain");
  }

  @Test
  void aContentIsUnderItsName() throws IOException {
    var files = open();

    keep(files, KEY, "content");
    keep(files, KEY, "content");

    var file = folder.resolve("files/ab/00/" + KEY);
    assertThat(files.source(KEY, "text/plain", "inline")).isEqualTo(new Source.Local(file));
    assertThat(file).hasContent("content");
    files.remove(KEY);
    files.remove(KEY);
    assertThat(files.source(KEY, "text/plain", "inline")).isNull();
  }

  @Test
  void whatWasOnItsWayInIsGoneAfterTheNextStart() throws IOException {
    var left = Files.createTempFile(open().incoming(), "upload", ".part");

    open();

    assertThat(left).doesNotExist();
  }

  @Test
  void onlyContentsFromBeforeAreTold() throws IOException {
    var files = open();
    var old = "cd" + "0".repeat(62);
    keep(files, KEY, "new");
    keep(files, old, "old");
    Files.createTempFile(files.incoming(), "upload", ".part");
    Files.setLastModifiedTime(folder.resolve("files/cd/00/" + old), FileTime.fromMillis(1_000));
    var told = new ArrayList<String>();

    files.eachKey(Instant.ofEpochMilli(2_000), told::add);

    assertThat(told).containsExactly(old);
  }

  @Test
  void nothingOutsideIsEverNamed() {
    assertThatThrownBy(() -> open().remove("../../" + KEY))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
