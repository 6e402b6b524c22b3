package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.ChatEvent;
import dev.parley.chat.Entry;
import dev.parley.chat.Message;
import dev.parley.chat.Position;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class MessageRateTest {
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-22T12:00:00Z"));
  private final List<ChatEvent> delivered = new ArrayList<>();
  private final MessageRate rate = new MessageRate(delivered::add, now::get);

  @Test
  void theRateIsThatOfTheLastTenSeconds() {
    for (int i = 0; i < 50; i++) {
      rate.publish(sent(true));
    }
    assertThat(rate.perSecond()).isZero();

    now.updateAndGet(time -> time.plusSeconds(1));
    assertThat(rate.perSecond()).isEqualTo(5.0);

    now.updateAndGet(time -> time.plusSeconds(9));
    rate.publish(sent(true));
    assertThat(rate.perSecond()).isEqualTo(5.0);

    now.updateAndGet(time -> time.plusSeconds(1));
    assertThat(rate.perSecond()).isEqualTo(0.1);
    assertThat(rate.total()).isEqualTo(51);
  }

  @Test
  void everythingIsHandedOnAndOnlyNewMessagesCount() {
    rate.publish(sent(false));
    rate.publish(new ChatEvent.SessionEnded("a", "b"));

    assertThat(rate.total()).isZero();
    assertThat(delivered).hasSize(2);
  }

  private ChatEvent sent(boolean created) {
    var message = new Message("text", null, null, null, List.of());
    var at = now.get();
    return new ChatEvent.EntryCommitted(
        new Entry(
            "id",
            "conversation",
            new Position(1, 1, 1, 1, 0),
            "sender",
            message,
            "m",
            at,
            at,
            null,
            null),
        created,
        1);
  }
}
