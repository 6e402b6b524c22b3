package dev.parley.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.Edit;
import dev.parley.chat.Entry;
import dev.parley.chat.Message;
import dev.parley.chat.Pin;
import dev.parley.chat.Reaction;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What becomes of a message in the log: reactions, pins, texts before, and who is named.
public abstract class MessageChangesContract extends StoreContract {
  private final String ada = newId();
  private final String bob = newId();

  private Entry replaced(Entry entry, Message message) {
    return Objects.requireNonNull(replace(entry.rev(), changed(entry, message)));
  }

  private Entry changed(Entry entry, Message message) {
    return new Entry(
        entry.id(),
        entry.conversationId(),
        entry.position(),
        entry.senderId(),
        message,
        entry.clientMessageId(),
        entry.createdAt(),
        now(),
        entry.editedAt(),
        entry.deletedAt());
  }

  private static Message with(String text, List<Reaction> reactions, @Nullable Pin pin) {
    return new Message(text, null, null, null, List.of(), reactions, pin);
  }

  private static Message naming(String... users) {
    return new Message("hey", null, null, null, List.of(users));
  }

  @Test
  void reactionsAndAPinAreReadBackAsTheyWereStored() {
    var group = group(ada, bob);
    var entry = send(group, ada, "hello");
    var full =
        with(
            "hello",
            List.of(
                new Reaction("👍🏽", List.of(bob, ada)), new Reaction("👩‍👩‍👧", List.of(ada))),
            new Pin(now(), bob));

    var changed = replaced(entry, full); // in the very millisecond in which it was sent

    assertThat(changed.body()).isEqualTo(full);
    assertThat(changed.rev()).isEqualTo(2);
    assertThat(log().entry(entry.id())).isEqualTo(changed);
    assertThat(all(group)).containsExactly(changed);
    assertThat(listing(bob, group).lastMessage()).isEqualTo(changed);
    assertThat(toldEntries()).containsExactly(entry, changed);
  }

  @Test
  void theMessagePinnedLastIsTheFirstOfThePinnedOnes() {
    var group = group(ada, bob);
    var one = send(group, ada, "one");
    var two = send(group, ada, "two");
    var three = send(group, ada, "three");
    var pinnedTwo = replaced(two, with("two", List.of(), new Pin(now(), ada)));
    var pinnedThree = replaced(three, with("three", List.of(), new Pin(now(), ada)));
    later(Duration.ofSeconds(1));
    var pinnedOne = replaced(one, with("one", List.of(), new Pin(now(), bob)));

    assertThat(log().pinned(group)).containsExactly(pinnedOne, pinnedThree, pinnedTwo);

    replaced(pinnedThree, message("three"));
    replace(pinnedTwo.rev(), deleted(pinnedTwo));

    assertThat(log().pinned(group)).containsExactly(pinnedOne);
    assertThat(log().pinned(newId())).isEmpty();
  }

  @Test
  void whatAMessageSaidBeforeItWasEditedIsKeptUntilItIsDeleted() {
    var group = group(ada, bob);
    var entry = send(group, ada, "one");
    var at = now();
    var second = Objects.requireNonNull(replace(entry.rev(), edited(entry, "two")));
    later(Duration.ofSeconds(5));
    var reacted = replaced(second, with("two", List.of(new Reaction("👍", List.of(bob))), null));
    var third = Objects.requireNonNull(replace(reacted.rev(), edited(reacted, "three")));

    assertThat(log().edits(entry.id()))
        .containsExactly(new Edit("one", at), new Edit("two", at.plusSeconds(5)));
    assertThat(log().edits(newId())).isEmpty();

    replace(third.rev(), deleted(third));

    assertThat(log().edits(entry.id())).isEmpty();
  }

  @Test
  void unreadMentionsAreCountedBehindTheMark() {
    var group = group(ada, bob);
    stored(log().append(draft(group, ada, naming(bob))));
    send(group, ada, "plain");
    stored(log().append(draft(group, ada, naming(ada, bob))));
    stored(log().append(draft(group, bob, naming(bob))));

    assertThat(mark(bob, group).mentions()).isEqualTo(2);
    assertThat(mark(ada, group).mentions()).isZero();
    assertThat(listing(bob, group).mark().mentions()).isEqualTo(2);
    assertThat(read(bob, group, 1).mentions()).isEqualTo(1);
    assertThat(read(bob, group, 3).mentions()).isZero();
  }

  @Test
  void mentionsFollowEditsAndDeletions() {
    var group = group(ada, bob);
    var plain = send(group, ada, "plain");
    var naming = stored(log().append(draft(group, ada, naming(bob))));
    var other = stored(log().append(draft(group, ada, naming(bob))));

    replaced(plain, naming(bob));
    assertThat(mark(bob, group).mentions()).isEqualTo(3);

    replaced(naming, naming(ada));
    assertThat(mark(bob, group).mentions()).isEqualTo(2);

    replace(other.rev(), deleted(other));
    assertThat(mark(bob, group).mentions()).isEqualTo(1);
  }
}
