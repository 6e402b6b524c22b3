package dev.parley.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.parley.chat.ChatEvent;
import dev.parley.chat.Refusal;
import dev.parley.chat.Refused;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriterTest {
  @TempDir Path folder;
  private final List<ChatEvent> told = new ArrayList<>();
  private final List<String> fatal = new ArrayList<>();
  private boolean listenerFails;
  private Writer writer;

  @BeforeEach
  void open() throws SQLException {
    var database = Database.open(folder.resolve("test.db"));
    database.script(
        """
        PRAGMA journal_mode = WAL;
        PRAGMA foreign_keys = ON;
        CREATE TABLE numbers (n INTEGER PRIMARY KEY);
        CREATE TABLE followers (n INTEGER REFERENCES numbers (n) DEFERRABLE INITIALLY DEFERRED);
        """);
    writer = new Writer(database, this::tell, fatal::add);
    writer.start();
  }

  @AfterEach
  void close() {
    writer.close();
  }

  private void tell(ChatEvent event) {
    if (listenerFails) {
      throw new IllegalStateException("a defect elsewhere");
    }
    told.add(event);
  }

  private int insert(long number) {
    return writer.write(transaction -> {
      var rows = transaction.database().update("INSERT INTO numbers VALUES (?)", number);
      transaction.tell(event(number));
      return rows;
    });
  }

  private static ChatEvent event(long number) {
    return new ChatEvent.SessionEnded("session " + number, "user");
  }

  private List<Long> stored() throws SQLException {
    try (var other = Database.open(file())) {
      return other.list("SELECT n FROM numbers ORDER BY n", Row::number);
    }
  }

  private Path file() {
    return folder.resolve("test.db");
  }

  /// Holds the writer up, lets these callers queue in this order, and lets it go on. Answers what
  /// each threw, null for nothing.
  private List<@Nullable Throwable> inOneBatch(Runnable... callers) throws InterruptedException {
    var held = new CountDownLatch(1);
    var holding = new CountDownLatch(1);
    var holder =
        Thread.startVirtualThread(() ->
            writer.write(transaction -> {
              holding.countDown();
              await(held);
              return 0;
            }));
    holding.await();
    var thrown = new @Nullable Throwable[callers.length];
    var threads = new ArrayList<Thread>();
    try {
      for (var i = 0; i < callers.length; i++) {
        var number = i;
        var thread =
            Thread.startVirtualThread(() -> thrown[number] = catchThrowable(callers[number]::run));
        threads.add(thread);
        Chat.await().until(() -> thread.getState() == Thread.State.WAITING);
      }
    } finally {
      held.countDown();
    }
    holder.join();
    for (var thread : threads) {
      thread.join();
    }
    return Arrays.asList(thrown);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aWriteIsStoredAndToldWhenItReturns() throws SQLException {
    assertThat(insert(1)).isEqualTo(1);

    assertThat(stored()).containsExactly(1L);
    assertThat(told).containsExactly(event(1));
  }

  @Test
  void aWriteThatFailsHalfwayIsUndoneAloneAndTheOthersOfItsBatchAreStored() throws Exception {
    var thrown =
        inOneBatch(
            () -> insert(1),
            () ->
                writer.write(transaction -> {
                  transaction.database().update("INSERT INTO numbers VALUES (2)");
                  transaction.tell(event(2));
                  return transaction.database().update("INSERT INTO numbers VALUES (1)");
                }),
            () -> insert(3));

    assertThat(thrown.get(0)).isNull();
    assertThat(thrown.get(1)).hasMessageContaining("SQLITE_CONSTRAINT");
    assertThat(thrown.get(2)).isNull();
    assertThat(stored()).containsExactly(1L, 3L);
    assertThat(told).containsExactly(event(1), event(3));
    assertThat(fatal).isEmpty();
  }

  @Test
  void aRefusalReachesItsCallerAloneAsItIs() throws Exception {
    var refused = new Refused(Refusal.EMAIL_TAKEN, "taken");

    var thrown =
        inOneBatch(
            () -> insert(1),
            () ->
                writer.write(transaction -> {
                  throw refused;
                }),
            () -> insert(3));

    assertThat(thrown).containsExactly(null, refused, null);
    assertThat(stored()).containsExactly(1L, 3L);
  }

  @Test
  void eventsAreToldInTheOrderOfTheCommits() throws Exception {
    inOneBatch(() -> insert(3), () -> insert(1), () -> insert(2));

    assertThat(told).containsExactly(event(3), event(1), event(2));
  }

  @Test
  void aListenerThatFailsTakesNothingFromTheCaller() throws SQLException {
    listenerFails = true;

    assertThat(insert(1)).isEqualTo(1);

    assertThat(stored()).containsExactly(1L);
  }

  @Test
  void aFailedCommitEndsItWithOneLineAndNobodyIsToldOfAnything() throws Exception {
    insert(1);
    told.clear();

    // A reference to nothing is found out by the commit itself.
    var thrown =
        inOneBatch(
            () -> insert(2),
            () ->
                writer.write(transaction ->
                    transaction.database().update("INSERT INTO followers VALUES (99)")));

    assertThat(thrown).hasSize(2).allSatisfy(WriterTest::assertUnavailable);
    assertThat(told).isEmpty();
    assertThat(fatal).hasSize(1);
    assertThat(fatal.getFirst()).doesNotContain("\n").contains("can write to its files no more");
    assertUnavailable(catchThrowable(() -> insert(3)));
    assertThat(stored()).containsExactly(1L);
  }

  @Test
  void aFullDiskRefusesWhatDoesNotFitAndGoesOnWhenThereIsRoom() throws SQLException {
    insert(1);
    limitPages("(SELECT page_count FROM pragma_page_count)");

    var number = new AtomicInteger(1);
    var thrown = catchThrowable(() -> fill(number));

    assertUnavailable(thrown);
    assertThat(thrown).hasMessage("The server's disk is full");
    assertThat(stored()).hasSize(number.get());
    assertThat(told).hasSize(number.get());
    assertThat(fatal).isEmpty();
    limitPages("1000000");
    insert(100_000);
    assertThat(stored()).hasSize(number.get() + 1).contains(100_000L);
  }

  private void limitPages(String count) {
    writer.write(transaction -> {
      var pages = transaction.database().number("SELECT " + count);
      transaction.database().script("PRAGMA max_page_count = " + pages);
      return 0;
    });
  }

  private void fill(AtomicInteger number) {
    while (number.get() < 10_000) {
      insert(number.get() + 1);
      number.incrementAndGet();
    }
  }

  @Test
  void whatWaitsIsWrittenBeforeItCloses() throws Exception {
    var thrown = inOneBatch(() -> insert(1), () -> insert(2), () -> writer.close());

    assertThat(thrown).containsOnlyNulls();
    assertThat(stored()).containsExactly(1L, 2L);
    assertUnavailable(catchThrowable(() -> insert(3)));
  }

  @Test
  void anInterruptedCallerStillHearsWhatBecameOfItsWrite() throws Exception {
    var kept = new CompletableFuture<Boolean>();

    inOneBatch(() -> {
      Thread.currentThread().interrupt();
      insert(1);
      kept.complete(Thread.currentThread().isInterrupted());
    });

    assertThat(kept.join()).isTrue();
    assertThat(stored()).containsExactly(1L);
  }

  private static void assertUnavailable(@Nullable Throwable thrown) {
    assertThat(thrown)
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.refusal()).isEqualTo(Refusal.UNAVAILABLE));
  }
}
