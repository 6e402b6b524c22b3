package dev.parley.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.Entry;
import dev.parley.chat.EntryLog;
import dev.parley.chat.Expiry;
import dev.parley.chat.MemberRole;
import dev.parley.chat.Notice;
import dev.parley.chat.Refusal;
import dev.parley.chat.Strangers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Messages that are not kept for ever, on any store.
public abstract class RetentionContract extends UseCaseContract {
  private String ada = "";
  private String bob = "";

  @BeforeEach
  void people() {
    ada = chat().user("ada");
    bob = chat().user("bob");
  }

  private void sweep(int usualDays) {
    new Expiry(
            chat().ports.retention(),
            chat().ports.log(),
            chat().tombstones,
            usualDays,
            chat().clock)
        .sweep();
  }

  private List<String> live(String conversation) {
    return chat().ports.log().newer(conversation, 0, 1_000, EntryLog.Scope.LIVE_MESSAGES).stream()
        .map(Entry::id)
        .toList();
  }

  private String say(String conversation) {
    return chat().send(ada, conversation, "hello").entry().id();
  }

  @Test
  void withoutAnyDaysMessagesAreKept() {
    var group = chat().group(ada, bob);
    var old = say(group);
    chat().later(Duration.ofDays(10_000));

    sweep(0);

    assertThat(live(group)).containsExactly(old);
  }

  @Test
  void theServersDaysAreForAllConversations() {
    var group = chat().group(ada, bob);
    var direct = chat().direct(ada, bob);
    say(group);
    say(direct);
    chat().later(Duration.ofDays(20));
    var young = say(group);
    chat().later(Duration.ofDays(11));

    sweep(30);

    assertThat(live(group)).containsExactly(young);
    assertThat(live(direct)).isEmpty();
    var tombstone = chat().ports.log().older(direct, 2, 1, EntryLog.Scope.ALL).getFirst();
    assertThat(tombstone.isDeleted()).isTrue();
    assertThat(tombstone.rev()).isEqualTo(2);
  }

  @Test
  void aConversationsDaysAreItsOwnAndNeverMoreThanTheServers() {
    var group = chat().group(ada, bob);
    var other = chat().group(ada, bob);
    chat().retention.set(ada, group, 7);
    chat().retention.set(ada, other, 90);
    say(group);
    var kept = say(other);
    chat().later(Duration.ofDays(8));

    sweep(0);
    assertThat(live(group)).isEmpty();
    assertThat(live(other)).containsExactly(kept);

    chat().later(Duration.ofDays(23));
    sweep(30);
    assertThat(live(other)).isEmpty();
  }

  @Test
  void aLongPastIsSweptWholeAndWhatComesAfterToo() {
    var group = chat().group(ada, bob);
    chat().retention.set(ada, group, 1);
    for (var i = 0; i < 250; i++) {
      say(group);
    }
    chat().later(Duration.ofDays(2));
    sweep(0);
    assertThat(live(group)).isEmpty();
    var later = say(group);
    sweep(0);
    assertThat(live(group)).containsExactly(later);
    chat().later(Duration.ofDays(2));

    sweep(0);

    assertThat(live(group)).isEmpty();
    chat().retention.set(ada, group, null);
    var last = say(group);
    chat().later(Duration.ofDays(2));
    sweep(0);
    assertThat(live(group)).containsExactly(last);
  }

  @Test
  void aGroupsOwnerDecidesAndEverybodySeesIt() {
    var group = chat().group(ada, bob);
    chat().groups.setRole(ada, group, bob, MemberRole.ADMIN);
    var before = chat().ports.log().head(group).seq();

    assertRefused(Refusal.FORBIDDEN, () -> chat().retention.set(bob, group, 7));
    assertRefused(Refusal.NOT_FOUND, () -> chat().retention.set(chat().user("eve"), group, 7));
    assertRefused(Refusal.VALIDATION_FAILED, () -> chat().retention.set(ada, group, 0));
    assertRefused(Refusal.VALIDATION_FAILED, () -> chat().retention.set(ada, group, 36_501));
    chat().retention.set(ada, group, 7);
    chat().retention.set(ada, group, 7);

    var entries = chat().ports.log().newer(group, before, 10, EntryLog.Scope.ALL);
    assertThat(entries).hasSize(1);
    assertThat(entries.getFirst().body())
        .isEqualTo(new Notice(Notice.Type.RETENTION_CHANGED, List.of(), "7"));
    assertThat(chat().conversations.listing(bob, group).conversation().retention()).isEqualTo(7);
    chat().retention.set(ada, group, null);
    assertThat(chat().conversations.listing(bob, group).conversation().retention()).isNull();
  }

  @Test
  void inADirectConversationEitherDecidesUnlessKeptOut() {
    var direct = chat().direct(ada, bob);
    chat().retention.set(bob, direct, 7);
    chat().retention.set(ada, direct, 30);
    assertThat(chat().conversations.listing(bob, direct).conversation().retention()).isEqualTo(30);

    chat().blocks.block(ada, bob);
    assertRefused(Refusal.BLOCKED, () -> chat().retention.set(bob, direct, 1));
    var eve = chat().user("eve");
    chat().contacts.choose(ada, Strangers.ASK);
    var asked = chat().direct(eve, ada);
    assertRefused(Refusal.CONSENT_REQUIRED, () -> chat().retention.set(eve, asked, 1));
    assertThat(chat().send(eve, asked, "my one message").entry().seq()).isEqualTo(1);
  }
}
