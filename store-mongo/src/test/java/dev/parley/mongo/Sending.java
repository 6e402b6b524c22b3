package dev.parley.mongo;

import static dev.parley.mongo.Chat.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.Draft;
import dev.parley.chat.Entry;
import dev.parley.chat.EntryLog.Appended;
import dev.parley.chat.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// People who send to one group while its database has trouble, and send again what was refused.
final class Sending {
  private static final int SENDERS = 6;

  private final MongoStore store;
  private final String group;
  private final Map<String, Draft> drafts = new ConcurrentHashMap<>();
  private final Map<String, Entry> acknowledged = new ConcurrentHashMap<>();

  Sending(MongoStore store, String group) {
    this.store = store;
    this.group = group;
  }

  /// Each of them sends so many, one after the other.
  void run(int each) throws InterruptedException, ExecutionException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var running = new ArrayList<Future<?>>();
      for (var sender = 0; sender < SENDERS; sender++) {
        var user = sender % 2 == 0 ? Chat.ADA : Chat.BOB;
        running.add(threads.submit(() -> sendMany(user, each)));
      }
      for (var one : running) {
        one.get();
      }
    }
  }

  private void sendMany(String user, int count) {
    for (var i = 0; i < count; i++) {
      try {
        var draft = Chat.draft(store, group, user, Chat.message("m" + i));
        drafts.put(draft.clientMessageId(), draft);
        send(draft);
      } catch (Refused e) {
        // Not acknowledged.
      }
    }
  }

  private void send(Draft draft) {
    var entry =
        switch (store.entryLog().append(draft)) {
          case Appended.Stored(var stored) -> stored;
          case Appended.Repeated(var stored) -> stored;
          case Appended.RosterChanged changed -> throw new AssertionError(changed);
        };
    acknowledged.put(draft.clientMessageId(), entry);
  }

  /// What was refused, as clients do, and one message more.
  void end() {
    for (var draft : drafts.values()) {
      if (!acknowledged.containsKey(draft.clientMessageId())) {
        sendUntilAcknowledged(draft);
      }
    }
    sendUntilAcknowledged(
        await()
            .ignoreExceptionsInstanceOf(Refused.class)
            .until(
                () -> Chat.draft(store, group, Chat.ADA, Chat.message("the last one")),
                Objects::nonNull));
  }

  /// A slow machine may take longer than the patience of the store.
  private void sendUntilAcknowledged(Draft draft) {
    await()
        .ignoreExceptionsInstanceOf(Refused.class)
        .until(() -> {
          send(draft);
          return true;
        });
  }

  /// Everything is there once, as it was answered, in order and told in that order.
  void check(List<Entry> log, List<Entry> told) {
    assertThat(log).containsExactlyInAnyOrderElementsOf(acknowledged.values());
    for (var i = 0; i < log.size(); i++) {
      assertThat(log.get(i).seq()).isEqualTo(i + 1);
      assertThat(log.get(i).position().number()).isEqualTo(i + 1);
    }
    assertThat(log).extracting(Entry::id).isSorted();
    assertThat(log).extracting(Entry::rev).isSorted();
    assertThat(told).isEqualTo(log);
  }
}
