package dev.parley.bench;

import dev.parley.chat.Conversation;
import dev.parley.chat.Draft;
import dev.parley.chat.EntryLog;
import dev.parley.chat.Ids;
import dev.parley.chat.Member;
import dev.parley.chat.MemberRole;
import dev.parley.chat.Message;
import dev.parley.sqlite.SqliteStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;

/// Measures the embedded store alone: durable appends with many callers at once, a page of history,
/// and a list of conversations.
///
/// Arguments: folder for the data (`-` for a temporary one), callers (64), seconds a round (10),
/// rounds (5), messages in the longest conversation (1,000,000), conversations (200).
public final class StoreBench {
  private static final int READS = 20_000;

  private final SqliteStore store;
  private final int conversationCount;
  private final String user = Ids.at(Instant.now());
  private final List<String> others = new ArrayList<>();
  private final List<String> conversations = new ArrayList<>();

  private StoreBench(SqliteStore store, int conversationCount) {
    this.conversationCount = conversationCount;
    this.store = store;
  }

  public static void main(String[] args) throws Exception {
    var temporary = args.length == 0 || args[0].equals("-");
    var folder = temporary ? Files.createTempDirectory("parley-bench") : Path.of(args[0]);
    var callers = number(args, 1, 64);
    var seconds = number(args, 2, 10);
    var rounds = number(args, 3, 5);
    try (var store = SqliteStore.open(folder, event -> {}, InstantSource.system())) {
      var bench = new StoreBench(store, number(args, 5, 200));
      bench.createConversations();
      for (var round = 1; round <= rounds; round++) {
        bench.append(callers, seconds);
      }
      bench.fill(number(args, 4, 1_000_000));
      for (var round = 1; round <= rounds; round++) {
        bench.page();
        bench.list();
      }
    } finally {
      if (temporary) {
        delete(folder);
      }
    }
  }

  private static int number(String[] args, int place, int otherwise) {
    return args.length > place ? Integer.parseInt(args[place]) : otherwise;
  }

  private void createConversations() {
    for (var i = 0; i < conversationCount; i++) {
      var other = Ids.at(Instant.now());
      var id = Ids.direct(user, other);
      var members =
          List.of(new Member(user, MemberRole.MEMBER, 0), new Member(other, MemberRole.MEMBER, 0));
      store
          .conversations()
          .create(
              new Conversation(id, Conversation.Type.DIRECT, null, null, null, Instant.now()),
              members);
      others.add(other);
      conversations.add(id);
    }
  }

  private Draft draft(int conversation) {
    var sender = ThreadLocalRandom.current().nextBoolean() ? user : others.get(conversation);
    var message =
        new Message(
            "Shall we meet at the usual place, or somewhere new?", null, null, null, List.of());
    return new Draft(conversations.get(conversation), sender, message, Ids.at(Instant.now()), 0);
  }

  private void append(int callers, int seconds)
      throws ExecutionException, InterruptedException, IOException {
    var log = store.entryLog();
    var end = System.nanoTime() + seconds * 1_000_000_000L;
    var started = System.nanoTime();
    var cpu = cpu();
    var written = written();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var running = new ArrayList<Future<long[]>>();
      for (var i = 0; i < callers; i++) {
        running.add(threads.submit(() -> appendUntil(log, end)));
      }
      var times = new ArrayList<long[]>();
      for (var each : running) {
        times.add(each.get());
      }
      var all = times.stream().flatMapToLong(Arrays::stream).sorted().toArray();
      var took = (System.nanoTime() - started) / 1e9;
      System.out.printf(
          "append, %d callers: %,.0f/s, p50 %.2f ms, p99 %.2f ms; each %.1f us CPU, %.1f kB written%n",
          callers,
          all.length / took,
          all[all.length / 2] / 1e6,
          all[all.length * 99 / 100] / 1e6,
          (cpu() - cpu) / 1e3 / all.length,
          (written() - written) / 1e3 / all.length);
    }
  }

  private long[] appendUntil(EntryLog log, long end) {
    var times = new long[1024];
    var count = 0;
    var random = ThreadLocalRandom.current();
    for (var now = System.nanoTime(); now < end; ) {
      log.append(draft(random.nextInt(conversationCount)));
      var next = System.nanoTime();
      if (count == times.length) {
        times = Arrays.copyOf(times, 2 * count);
      }
      times[count++] = next - now;
      now = next;
    }
    return Arrays.copyOf(times, count);
  }

  /// Makes the first conversation a long one.
  private void fill(int messages) throws ExecutionException, InterruptedException {
    var log = store.entryLog();
    var missing = messages - log.head(conversations.getFirst()).seq();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var running = new ArrayList<Future<?>>();
      for (var caller = 0; caller < 256; caller++) {
        running.add(
            threads.submit(() -> {
              for (var i = 0L; i < missing / 256; i++) {
                log.append(draft(0));
              }
            }));
      }
      for (var each : running) {
        each.get();
      }
    }
  }

  private void page() {
    var log = store.entryLog();
    var id = conversations.getFirst();
    var head = log.head(id).seq();
    var times = new long[READS];
    for (var i = 0; i < READS; i++) {
      var before = ThreadLocalRandom.current().nextLong(51, head + 2);
      var started = System.nanoTime();
      var found = log.older(id, before, 50, EntryLog.Scope.LIVE_MESSAGES);
      times[i] = System.nanoTime() - started;
      if (found.size() != 50) {
        throw new IllegalStateException("a page of " + found.size());
      }
    }
    print("page of 50 anywhere in " + head, times);
  }

  private void list() {
    var shown = Math.min(50, conversationCount);
    var times = new long[READS / 10];
    for (var i = 0; i < times.length; i++) {
      var started = System.nanoTime();
      var found = store.conversations().list(user, null, 50);
      times[i] = System.nanoTime() - started;
      if (found.size() != shown) {
        throw new IllegalStateException("a list of " + found.size());
      }
    }
    print("list of " + shown + " of " + conversationCount, times);
  }

  private static void print(String what, long[] times) {
    Arrays.sort(times);
    System.out.printf(
        "%s: p50 %.0f us, p99 %.0f us%n",
        what, times[times.length / 2] / 1e3, times[times.length * 99 / 100] / 1e3);
  }

  private static long cpu() {
    return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
  }

  /// Bytes this process has handed to the system's writes so far; 0 where that can't be known.
  private static long written() throws IOException {
    var io = Path.of("/proc/self/io");
    if (!Files.exists(io)) {
      return 0;
    }
    try (var lines = Files.lines(io)) {
      return lines
          .filter(line -> line.startsWith("wchar: "))
          .mapToLong(line -> Long.parseLong(line.substring(7)))
          .findFirst()
          .orElse(0);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
