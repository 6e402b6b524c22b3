package dev.parley.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.Entry;
import dev.parley.chat.EntryLog.Appended;
import dev.parley.sqlite.Appending.Acked;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// SIGKILL at any moment: nothing acknowledged is lost, doubled or out of order.
class KillTest {
  private static final int CALLERS = 64;

  @TempDir Path temporary;

  @Test
  void whatWasAckedIsThereAfterAKill() throws Exception {
    killAndLook(1, 200);
  }

  @Test
  @Tag("long")
  void whatWasAckedIsThereAfterManyKills() throws Exception {
    killAndLook(30, 3_000);
  }

  /// Each time the same folder, killed after a random number of acks.
  private void killAndLook(int kills, int acks) throws Exception {
    var folder = temporary.resolve("data");
    var acked = new ArrayList<Acked>();
    var random = new Random();
    for (var kill = 0; kill < kills; kill++) {
      List<String> lines;
      try (var process = Appending.start(folder, CALLERS)) {
        process.awaitAcked(1 + random.nextInt(acks));
        process.kill();
        acked.addAll(process.acked());
        lines = process.lines();
        assertThat(process.errors()).isEmpty();
      }
      assertAllThere(folder, acked, unanswered(lines));
    }
  }

  /// Ids of the messages whose senders had no answer when the process was killed.
  private static List<String> unanswered(List<String> lines) {
    var open = new ArrayList<String>();
    for (var line : lines) {
      var words = line.split(" ", -1);
      if (words[0].equals("send")) {
        open.add(words[1]);
      } else {
        open.remove(words[1]);
      }
    }
    return open;
  }

  private static void assertAllThere(Path folder, List<Acked> acked, List<String> unanswered) {
    try (var store = SqliteStore.open(folder, event -> {}, InstantSource.system())) {
      var all = Chat.all(store, Appending.GROUP);
      assertThat(all.stream().map(Entry::seq))
          .isEqualTo(LongStream.rangeClosed(1, all.size()).boxed().toList());
      assertThat(all).extracting(Entry::clientMessageId).doesNotHaveDuplicates();
      var seqs = all.stream().collect(Collectors.toMap(Entry::clientMessageId, Entry::seq));
      assertThat(acked)
          .isNotEmpty()
          .allSatisfy(ack -> assertThat(seqs.get(ack.clientMessageId())).isEqualTo(ack.seq()));
      retry(store, acked.getLast().clientMessageId(), true);
      for (var id : unanswered) {
        retry(store, id, seqs.containsKey(id));
      }
      assertThat(store.entryLog().head(Appending.GROUP))
          .isEqualTo(Chat.all(store, Appending.GROUP).getLast().position());
    }
  }

  /// As a client does that had no answer: stored before or not, it is there once.
  private static void retry(SqliteStore store, String clientMessageId, boolean stored) {
    var first =
        store.entryLog().byClientMessageId(Appending.GROUP, Appending.GROUP, clientMessageId);
    var again = Chat.append(store, Appending.GROUP, clientMessageId);
    if (stored) {
      assertThat(first).isNotNull();
      assertThat(again).isEqualTo(new Appended.Repeated(first));
    } else {
      assertThat(again).isInstanceOf(Appended.Stored.class);
    }
  }
}
