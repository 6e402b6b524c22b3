package dev.parley.mongo;

import static dev.parley.mongo.Chat.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.chat.ChatEvent.EntryCommitted;
import dev.parley.chat.Entry;
import dev.parley.chat.Refused;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;
import org.junit.jupiter.api.extension.ExtendWith;

/// A store behind a line on which a third of all writes goes wrong: what was acknowledged is in the
/// log as it was answered, once, what was not, at most once, and all that is in the log was told,
/// in its order.
@ExtendWith(ConcernsAsserted.class)
@DisabledIfEnvironmentVariable(
    named = "PARLEY_TEST_MONGODB_URI",
    matches = ".+",
    disabledReason = "a replica set is not found behind a proxy")
final class WireFaultsTest {
  @Test
  void whatIsAcknowledgedIsThereOnceHoweverBadTheLine() throws Exception {
    send(8);
  }

  @Tag("long")
  @RepeatedTest(20)
  void whatIsAcknowledgedIsAlwaysThereOnceHoweverBadTheLine() throws Exception {
    send(40);
  }

  private static void send(int each) throws Exception {
    var seed = new Random().nextLong();
    System.out.println("a line of seed " + seed);
    var uri = StandIn.freshUri();
    var told = Collections.synchronizedList(new ArrayList<Entry>());
    try (var proxy = new WireProxy(StandIn.port(), new Random(seed));
        var direct = StandIn.open(uri, event -> {}, Chat.CLOCK);
        var store = behindIfQuick(proxy, uri, Duration.ofSeconds(5), told)) {
      var group = Chat.group(direct, Chat.ADA, Chat.BOB);
      var sending = new Sending(store, group);
      sending.run(each);
      assertThat(proxy.faults()).isPositive();
      proxy.calmDown();

      sending.end();

      sending.check(Chat.all(direct, group), told);
    }
  }

  /// It takes effect, and nobody answers when the log is asked for it.
  @Test
  void whatWasStoredIsToldWhereNobodyWritesAgain() throws Exception {
    unanswered((store, entry) -> Chat.send(store, entry.conversationId(), Chat.ADA, "stored"));
  }

  @Test
  void whatWasChangedIsToldWhereNobodyWritesAgain() throws Exception {
    unanswered((store, entry) -> Chat.change(store, entry, Chat.edited(entry, "new")));
  }

  private static void unanswered(BiConsumer<MongoStore, Entry> write) throws Exception {
    var uri = StandIn.freshUri();
    var told = Collections.synchronizedList(new ArrayList<Entry>());
    try (var proxy = new WireProxy(StandIn.port(), new Random());
        var direct = StandIn.open(uri, event -> {}, Chat.CLOCK)) {
      proxy.calmDown();
      try (var store = behindIfQuick(proxy, uri, Duration.ofMillis(500), told)) {
        var group = Chat.group(direct, Chat.ADA, Chat.BOB);
        var first =
            await()
                .ignoreExceptionsInstanceOf(Refused.class)
                .until(() -> Chat.send(store, group, Chat.ADA, "the first one"), Objects::nonNull);
        await().untilAsserted(() -> assertThat(told).isEqualTo(Chat.all(direct, group)));
        var before = List.copyOf(told);
        proxy.dieAfterNextWrite();

        do {
          assertThatThrownBy(() -> write.accept(store, first)).isInstanceOf(Refused.class);
        } while (!proxy.isDead());
        assertThat(told).isEqualTo(before);

        proxy.calmDown();
        await().untilAsserted(() -> assertThat(told).hasSize(before.size() + 1));
        assertThat(told.getLast())
            .isEqualTo(direct.entryLog().changed(group, before.getLast().rev(), 2).getFirst());
      }
    }
  }

  /// With so little patience that a slow machine may need more, at any moment.
  private static MongoStore behindIfQuick(
      WireProxy proxy, String uri, Duration patience, List<Entry> told) {
    return await()
        .ignoreExceptionsInstanceOf(UnusableDatabase.class)
        .until(() -> behind(proxy, uri, patience, told), Objects::nonNull);
  }

  private static MongoStore behind(
      WireProxy proxy, String uri, Duration patience, List<Entry> told) {
    return StandIn.open(
        uri.replace(":" + StandIn.port(), ":" + proxy.port()),
        patience,
        event -> {
          if (event instanceof EntryCommitted committed) {
            told.add(committed.entry());
          }
        },
        Chat.CLOCK);
  }
}
