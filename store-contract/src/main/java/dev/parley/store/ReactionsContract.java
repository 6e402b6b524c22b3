package dev.parley.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.ChatEvent.EntryCommitted;
import dev.parley.chat.Entry;
import dev.parley.chat.Message;
import dev.parley.chat.Messages;
import dev.parley.chat.Pin;
import dev.parley.chat.Reaction;
import dev.parley.chat.Refusal;
import dev.parley.chat.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Reactions, pins and mentions.
public abstract class ReactionsContract extends UseCaseContract {
  private static Message message(Entry entry) {
    return (Message) entry.body();
  }

  @Test
  void reactionsAreKeptInTheOrderOfReacting() {
    var ada = chat().user("ada");
    var bob = chat().user("bob");
    var entry = chat().send(ada, chat().direct(ada, bob), "hi").entry();

    chat().reactions.react(bob, entry.id(), "👍", true);
    chat().reactions.react(bob, entry.id(), "❤️", true);
    var last = chat().reactions.react(ada, entry.id(), "👍", true);

    assertThat(message(last).reactions())
        .containsExactly(new Reaction("👍", List.of(bob, ada)), new Reaction("❤️", List.of(bob)));
    assertThat(last.rev()).isEqualTo(4);
    assertThat(last.editedAt()).isNull();

    var without = chat().reactions.react(bob, entry.id(), "❤️", false);

    assertThat(message(without).reactions()).hasSize(1);
  }

  @Test
  void whatIsSoAlreadyMakesNoRevision() {
    var ada = chat().user("ada");
    var entry = chat().send(ada, chat().group(ada), "hi").entry();
    var reacted = chat().reactions.react(ada, entry.id(), "👍", true);
    var pinned = chat().pins.pin(ada, entry.id(), true);

    assertThat(chat().reactions.react(ada, entry.id(), "👍", true)).isEqualTo(pinned);
    assertThat(chat().reactions.react(ada, entry.id(), "👎", false)).isEqualTo(pinned);
    assertThat(chat().pins.pin(ada, entry.id(), true)).isEqualTo(pinned);
    assertThat(reacted.rev()).isEqualTo(2);
    assertThat(chat().told).filteredOn(EntryCommitted.class::isInstance).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"👍", "👍🏽", "👩‍👩‍👧", "🇩🇪", "1️⃣", "#️⃣", "❤", "❤️", "☺️", "🏴󠁧󠁢󠁥󠁮󠁧󠁿"})
  void anEmojiIsOneCharacterAsPeopleSeeIt(String emoji) {
    var ada = chat().user("ada");
    var entry = chat().send(ada, chat().group(ada), "hi").entry();

    var reacted = chat().reactions.react(ada, entry.id(), emoji, true);

    assertThat(message(reacted).reactions()).containsExactly(new Reaction(emoji, List.of(ada)));
    assertThat(chat().messages.get(ada, entry.id())).isEqualTo(reacted);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", " ", "a", "1", "#", "👍👍", "👍 ", " 👍", "ok", "ü", "\n", "\u200d", "\u20e3", "日"
      })
  void whatIsNoEmojiIsRefused(String text) {
    var ada = chat().user("ada");
    var entry = chat().send(ada, chat().group(ada), "hi").entry();

    assertRefused(
        Refusal.VALIDATION_FAILED, () -> chat().reactions.react(ada, entry.id(), text, true));
    assertRefused(
        Refusal.VALIDATION_FAILED,
        () -> chat().reactions.react(ada, entry.id(), "👍" + "\u0301".repeat(40), true));
  }

  @Test
  void aMessageTakesFiftyDifferentEmoji() {
    var ada = chat().user("ada");
    var entry = chat().send(ada, chat().group(ada), "hi").entry();
    for (var i = 0; i < 50; i++) {
      chat().reactions.react(ada, entry.id(), Character.toString(0x1F600 + i), true);
    }

    assertRefused(
        Refusal.VALIDATION_FAILED, () -> chat().reactions.react(ada, entry.id(), "👍", true));
    chat().reactions.react(ada, entry.id(), Character.toString(0x1F600), false);
    assertThat(message(chat().reactions.react(ada, entry.id(), "👍", true)).reactions())
        .hasSize(50);
  }

  @Test
  void onlyMembersReactAndPinAndNobodyOnTombstones() {
    var ada = chat().user("ada");
    var eve = chat().user("eve");
    var group = chat().group(ada);
    var entry = chat().send(ada, group, "hi").entry();

    assertRefused(Refusal.NOT_FOUND, () -> chat().reactions.react(eve, entry.id(), "👍", true));
    assertRefused(Refusal.NOT_FOUND, () -> chat().pins.pin(eve, entry.id(), true));
    assertRefused(Refusal.NOT_FOUND, () -> chat().pins.of(eve, group));

    chat().messages.delete(ada, entry.id());

    assertRefused(Refusal.NOT_FOUND, () -> chat().reactions.react(ada, entry.id(), "👍", true));
    assertRefused(Refusal.NOT_FOUND, () -> chat().pins.pin(ada, entry.id(), true));
    assertRefused(Refusal.NOT_FOUND, () -> chat().messages.edit(ada, entry.id(), "x"));
    assertRefused(
        Refusal.NOT_FOUND,
        () ->
            chat()
                .messages
                .send(new Messages.Outgoing(ada, group, "x", null, null, entry.id(), null)));
  }

  @Test
  void aTombstoneKeepsNeitherReactionsNorPinNorMentions() {
    var ada = chat().user("ada");
    var group = chat().group(ada);
    var entry = chat().send(ada, group, "hi @ada").entry();
    chat().reactions.react(ada, entry.id(), "👍", true);
    chat().pins.pin(ada, entry.id(), true);

    chat().messages.delete(ada, entry.id());

    assertThat(Objects.requireNonNull(chat().ports.log().entry(entry.id())).body())
        .isEqualTo(new Message(null, null, null, null, List.of()));
    assertThat(chat().pins.of(ada, group)).isEmpty();
  }

  @Test
  void everyMemberPinsAndAnyTakesItOff() {
    var ada = chat().user("ada");
    var bob = chat().user("bob");
    var group = chat().group(ada, bob);
    var entry = chat().send(ada, group, "hi").entry();

    var pinned = chat().pins.pin(bob, entry.id(), true);

    assertThat(message(pinned).pin()).isEqualTo(new Pin(pinned.updatedAt(), bob));
    assertThat(chat().pins.of(ada, group)).containsExactly(pinned);
    assertThat(message(chat().pins.pin(ada, entry.id(), false)).pin()).isNull();
  }

  @Test
  void aConversationHasAHundredPins() {
    var ada = chat().user("ada");
    var group = chat().group(ada);
    var ids =
        IntStream.rangeClosed(0, 100)
            .mapToObj(i -> chat().send(ada, group, "message " + i).entry().id())
            .toList();
    ids.subList(0, 100).forEach(id -> chat().pins.pin(ada, id, true));

    assertRefused(Refusal.VALIDATION_FAILED, () -> chat().pins.pin(ada, ids.getLast(), true));
    assertThat(chat().pins.of(ada, group)).hasSize(100);
  }

  @Test
  void thoseWhoPinAtOnceDoNotExceedIt() {
    pinAtTheLimit();
  }

  @Tag("long")
  @RepeatedTest(50)
  void thoseWhoPinAtOnceNeverExceedIt() {
    pinAtTheLimit();
  }

  private void pinAtTheLimit() {
    var ada = chat().user("ada");
    var group = chat().group(ada);
    var ids =
        IntStream.range(0, 104)
            .mapToObj(i -> chat().send(ada, group, "message " + i).entry().id())
            .toList();
    ids.subList(0, 98).forEach(id -> chat().pins.pin(ada, id, true));

    var pinned =
        Race.run(
            6,
            i -> {
              try {
                return chat().pins.pin(ada, ids.get(98 + i), true).rev();
              } catch (Refused refused) {
                assertThat(refused.refusal()).isEqualTo(Refusal.VALIDATION_FAILED);
                return 0L;
              }
            });

    assertThat(pinned).filteredOn(rev -> rev > 0).hasSize(2);
    assertThat(chat().pins.of(ada, group)).hasSize(100);
  }

  @Test
  void fiftyReactionsAndEditsAtOnceAllLand() {
    reactionsAndEditsRace();
  }

  @Tag("long")
  @RepeatedTest(50)
  void fiftyReactionsAndEditsAtOnceAllLandEveryTime() {
    reactionsAndEditsRace();
  }

  private void reactionsAndEditsRace() {
    var ada = chat().user("ada");
    var others = chat().users(40);
    var group = chat().group(ada, others.toArray(String[]::new));
    var entry = chat().send(ada, group, "text").entry();

    var revs =
        Race.run(
            50,
            number ->
                number < 40
                    ? chat().reactions.react(others.get(number), entry.id(), "👍", true).rev()
                    : chat().messages.edit(ada, entry.id(), "text " + number).rev());

    var last = chat().messages.get(ada, entry.id());
    assertThat(revs).doesNotHaveDuplicates();
    assertThat(last.rev()).isEqualTo(51);
    assertThat(message(last).reactions().getFirst().userIds())
        .containsExactlyInAnyOrderElementsOf(others);
    var texts = new ArrayList<String>();
    chat().ports.log().edits(entry.id()).forEach(edit -> texts.add(edit.text()));
    texts.add(message(last).text());
    assertThat(texts).hasSize(11).contains("text", "text 40", "text 49").doesNotHaveDuplicates();
  }

  @Test
  void mentionsAreFoundInTheText() {
    var ada = chat().user("ada");
    var adam = chat().user("Ada M.");
    var bob = chat().user("bob-2");
    var eve = chat().user("eve");
    var group = chat().group(ada, adam, bob);

    assertThat(named(ada, group, "hi @bob-2, and @ADA!")).containsExactly(bob, ada);
    assertThat(named(ada, group, "@ada m. comes")).containsExactly(adam);
    assertThat(named(ada, group, "@ada. m")).containsExactly(ada);
    assertThat(named(ada, group, "(@bob-2)@bob-2 @bob-2")).containsExactly(bob);
    assertThat(named(ada, group, "@@ada")).containsExactly(ada);
    assertThat(named(ada, group, "@adam @bob @bob-22 @ada_ @eve @")).isEmpty();
    assertThat(named(ada, group, "x@ada me@ada.org first.last@ada 7@ada")).isEmpty();
    assertThat(named(ada, group, "nobody at all")).isEmpty();
    assertThat(eve).isNotEmpty();
  }

  private List<String> named(String sender, String group, String text) {
    return message(chat().send(sender, group, text).entry()).mentions();
  }

  @Test
  void anEditNamesOthers() {
    var ada = chat().user("ada");
    var bob = chat().user("bob");
    var group = chat().group(ada, bob);
    var entry = chat().send(ada, group, "hi @bob").entry();

    var edited = chat().messages.edit(ada, entry.id(), "hi @ada");

    assertThat(message(edited).mentions()).containsExactly(ada);
    assertThat(chat().conversations.listing(bob, group).mark().mentions()).isZero();
  }
}
