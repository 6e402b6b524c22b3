package dev.parley.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.LastSeenStore;
import dev.parley.chat.Notice;
import dev.parley.chat.ReceiptStore;
import dev.parley.chat.ReceiptStore.Delivered;
import dev.parley.chat.ReceiptStore.Mark;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// How far messages have come, and when people were last here.
public abstract class ReceiptStoreContract extends StoreContract {
  private final String ada = newId();
  private final String bob = newId();
  private final String eve = newId();

  /// Of the store opened last.
  protected abstract ReceiptStore receipts();

  /// Of the store opened last.
  protected abstract LastSeenStore lastSeen();

  @Test
  void deliveredMarksMoveForwardAndNotBeyondTheHead() {
    var group = group(ada, bob);
    send(group, ada, "one");
    send(group, ada, "two");
    send(group, ada, "three");

    receipts().delivered(List.of(new Delivered(group, bob, 2)));
    receipts().delivered(List.of(new Delivered(group, bob, 1)));

    assertThat(receipts().marks(group))
        .containsExactly(new Mark(ada, 0, 0, null, 0), new Mark(bob, 0, 0, null, 2));

    receipts().delivered(List.of(new Delivered(group, bob, 99), new Delivered(group, ada, 1)));

    assertThat(receipts().marks(group))
        .containsExactly(new Mark(ada, 0, 0, null, 1), new Mark(bob, 0, 0, null, 3));
  }

  @Test
  void whatIsReadIsDelivered() {
    var group = group(ada, bob);
    send(group, ada, "one");
    send(group, ada, "two");
    read(bob, group, 2);

    assertThat(receipts().marks(group).getLast()).isEqualTo(new Mark(bob, 0, 2, now(), 2));
  }

  @Test
  void whoIsNoParticipantHasNoMarks() {
    var group = group(ada, bob);
    send(group, ada, "one");
    tell(group, ada, Notice.Type.MEMBER_ADDED, "", eve);
    tell(group, ada, Notice.Type.MEMBER_REMOVED, "", bob);

    receipts().delivered(List.of(new Delivered(group, bob, 1), new Delivered(newId(), ada, 1)));

    assertThat(receipts().marks(group))
        .containsExactly(new Mark(ada, 0, 0, null, 0), new Mark(eve, 2, 2, null, 2));
    assertThat(receipts().marks(newId())).isEmpty();
  }

  @Test
  void theLastTimeSomebodyWasSeenCounts() {
    lastSeen().seen(List.of(ada, bob), now());
    lastSeen().seen(List.of(ada), now().plus(Duration.ofMinutes(1)));
    lastSeen().seen(List.of(ada), now().minus(Duration.ofMinutes(1)));

    assertThat(lastSeen().seen(List.of(ada, bob, eve)))
        .isEqualTo(Map.of(ada, now().plus(Duration.ofMinutes(1)), bob, now()));
    assertThat(lastSeen().seen(List.of())).isEmpty();
  }
}
