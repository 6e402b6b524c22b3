package dev.parley.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.chat.Conversation;
import dev.parley.chat.Draft;
import dev.parley.chat.FileStore;
import dev.parley.chat.Ids;
import dev.parley.chat.Member;
import dev.parley.chat.MemberRole;
import dev.parley.chat.Message;
import dev.parley.chat.Refusal;
import dev.parley.chat.Refused;
import dev.parley.chat.Upload;
import dev.parley.chat.UploadLimits;
import dev.parley.chat.Uploads;
import dev.parley.sqlite.SqliteStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The use case on a real store and a real folder.
final class UploadsTest {
  private static final Duration DAY = Duration.ofHours(25);

  @TempDir private Path folder;
  private final String ada = Ids.at(Instant.EPOCH);
  private final String bob = Ids.at(Instant.EPOCH);
  private volatile Instant now = Instant.now();
  private SqliteStore store;
  private FolderFiles files;
  private final Thumbnails thumbnails = new Thumbnails(1_000_000);
  private Uploads uploads;

  UploadsTest() {}

  @BeforeEach
  void open() {
    store = SqliteStore.open(folder, event -> {}, () -> now);
    files = new FolderFiles(folder.resolve("files"));
    uploads = uploads(new UploadLimits(1_000, 2_500, List.of("text/*")));
  }

  private Uploads uploads(UploadLimits limits) {
    return new Uploads(store.uploads(), files, thumbnails, limits, () -> now);
  }

  @AfterEach
  void close() {
    thumbnails.close();
    store.close();
  }

  private Upload upload(String user, String content) {
    try (var receiving = uploads.receive(user, 0)) {
      receiving.write(content.getBytes(StandardCharsets.UTF_8));
      return uploads.keep(user, receiving, "a.txt");
    }
  }

  private long kept() throws IOException {
    try (var all = Files.walk(folder.resolve("files"))) {
      return all.filter(Files::isRegularFile).count();
    }
  }

  private static void assertRefused(Refusal refusal, Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.refusal()).isEqualTo(refusal));
  }

  @Test
  void whatIsRefusedLeavesNothingBehind() throws IOException {
    assertRefused(Refusal.PAYLOAD_TOO_LARGE, () -> upload(ada, "x".repeat(1_001)));
    assertRefused(Refusal.PAYLOAD_TOO_LARGE, () -> uploads.receive(ada, 1_001));
    assertRefused(Refusal.UNSUPPORTED_MEDIA_TYPE, () -> upload(ada, "%PDF-1.7"));
    upload(ada, "a".repeat(1_000));
    upload(ada, "b".repeat(1_000));
    assertRefused(Refusal.QUOTA_EXCEEDED, () -> upload(ada, "c".repeat(501)));
    upload(ada, "c".repeat(500));
    assertRefused(Refusal.QUOTA_EXCEEDED, () -> uploads.receive(ada, 0));

    assertThat(kept()).isEqualTo(3);
    assertThat(upload(bob, "a".repeat(1_000)).size()).isEqualTo(1_000);
    assertThat(kept()).isEqualTo(3);
  }

  @Test
  void anOverdrawnUploadDoesNotTakeAnothersContentWithIt() {
    var kept = upload(bob, "a".repeat(1_000));
    upload(ada, "b".repeat(1_000));
    upload(ada, "c".repeat(1_000));

    assertRefused(Refusal.QUOTA_EXCEEDED, () -> upload(ada, "a".repeat(1_000)));

    assertThat(uploads.serve(bob, kept.id(), Uploads.Part.WHOLE)).isNotNull();
  }

  @Test
  void whatNothingNamesIsCollectedAfterADay() throws IOException {
    var one = upload(ada, "same");
    now = now.plus(Duration.ofHours(12));
    var two = upload(ada, "same");
    uploads.collect();
    assertThat(uploads.mayName(ada, two.id())).isTrue();

    now = now.plus(Duration.ofHours(13));
    uploads.collect();

    assertRefused(Refusal.NOT_FOUND, () -> uploads.serve(ada, one.id(), Uploads.Part.WHOLE));
    assertThat(uploads.serve(ada, two.id(), Uploads.Part.WHOLE).source())
        .isInstanceOf(FileStore.Source.Local.class);
    now = now.plus(DAY);
    uploads.collect();
    assertThat(kept()).isZero();
  }

  @Test
  void whatIsNamedAgainStaysForADay() throws IOException {
    var upload = upload(ada, "old");
    now = now.plus(DAY);

    assertThat(uploads.mayName(ada, upload.id())).isTrue();
    uploads.collect();

    assertThat(kept()).isEqualTo(1);
    assertThat(uploads.mayName(bob, upload.id())).isFalse();
  }

  @Test
  void whatAMessageNamesStays() throws IOException {
    var upload = upload(ada, "kept");
    var group = Ids.at(now);
    store
        .conversations()
        .create(
            new Conversation(group, Conversation.Type.GROUP, "Group", null, ada, now),
            List.of(new Member(ada, MemberRole.OWNER, 0)));
    var message = new Message(null, "/api/v1/uploads/" + upload.id(), null, null, List.of());
    store.entryLog().append(new Draft(group, ada, message, "m1", 0));
    now = now.plus(DAY).plus(DAY);

    uploads.collect();

    assertThat(kept()).isEqualTo(1);
  }

  @Test
  void whatACrashLeftBehindIsSwept() throws IOException {
    var upload = upload(ada, "known");
    var unknown = Files.writeString(files.incoming().resolve("x"), "unknown");
    files.keep("cd" + "0".repeat(62), unknown, "text/plain");
    assertThat(kept()).isEqualTo(2);

    uploads.sweep();
    assertThat(kept()).isEqualTo(2);
    now = now.plus(DAY);
    uploads.sweep();

    assertThat(kept()).isEqualTo(1);
    assertThat(uploads.serve(ada, upload.id(), Uploads.Part.WHOLE)).isNotNull();
  }

  @Test
  void theSameContentUploadedWhileItIsCollectedIsThere() throws Exception {
    raceWithCollecting();
  }

  @Tag("long")
  @RepeatedTest(50)
  void theSameContentUploadedWhileItIsCollectedIsThereAtLength() throws Exception {
    raceWithCollecting();
  }

  private void raceWithCollecting() throws Exception {
    uploads = uploads(new UploadLimits(1_000, Long.MAX_VALUE, List.of("*/*")));
    IntStream.range(0, 20).forEach(i -> upload(bob, "content " + i));
    now = now.plus(DAY);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var collecting = threads.submit(uploads::collect);
      var again =
          IntStream.range(0, 20)
              .mapToObj(i -> threads.submit(() -> upload(ada, "content " + i)))
              .toList();
      collecting.get();
      for (var each : again) {
        var served = uploads.serve(ada, each.get().id(), Uploads.Part.WHOLE);
        assertThat(((FileStore.Source.Local) served.source()).file()).exists();
      }
    }
  }
}
