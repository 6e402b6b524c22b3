package dev.parley.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.EntryLog;
import dev.parley.chat.History;
import dev.parley.chat.MemberRole;
import dev.parley.chat.Message;
import dev.parley.chat.Messages;
import dev.parley.chat.Reactions;
import dev.parley.chat.Refusal;
import dev.parley.chat.Refused;
import dev.parley.chat.Rosters;
import java.lang.reflect.Proxy;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Sending, editing, deleting and reading messages.
public abstract class MessagesContract extends UseCaseContract {
  @Test
  void theFirstMessageHasTheFirstPlace() {
    var ada = chat().user("ada");
    var direct = chat().direct(ada, chat().user("bob"));

    var entry = chat().send(ada, direct, "hello").entry();

    assertThat(entry.seq()).isEqualTo(1);
    assertThat(entry.rev()).isEqualTo(1);
    assertThat(((Message) entry.body()).text()).isEqualTo("hello");
  }

  @Test
  void aRepeatedClientMessageIdAnswersTheFirstMessageAsItIsNow() {
    var ada = chat().user("ada");
    var direct = chat().direct(ada, chat().user("bob"));
    var first = chat().send(ada, direct, "hello", "x1").entry();
    var edited = chat().messages.edit(ada, first.id(), "hello, Bob");

    var again = chat().send(ada, direct, "something else", "x1");

    assertThat(again.repeated()).isTrue();
    assertThat(again.entry()).isEqualTo(edited);
    assertThat(chat().ports.log().head(direct).seq()).isEqualTo(1);
  }

  @Test
  void aRepeatIsAnsweredAlsoAfterLeavingAndWithContentThatWouldBeRefused() {
    var ada = chat().user("ada");
    var bob = chat().user("bob");
    var group = chat().group(ada, bob);
    var first = chat().send(bob, group, "hello", "x1").entry();
    chat().groups.leave(bob, group);

    var again = chat().send(bob, group, "", "x1");

    assertThat(again.entry().id()).isEqualTo(first.id());
    assertRefused(Refusal.NOT_FOUND, () -> chat().send(bob, group, "new", "x2"));
  }

  @Test
  void aStoreThatDoesNotAnswerIsNotAskedAgain() {
    var ada = chat().user("ada");
    var direct = chat().direct(ada, chat().user("bob"));
    var silent =
        (EntryLog)
            Proxy.newProxyInstance(
                EntryLog.class.getClassLoader(),
                new Class<?>[] {EntryLog.class},
                (log, method, arguments) -> {
                  if (method.getName().equals("append")) {
                    throw new Refused(Refusal.UNAVAILABLE, "away");
                  }
                  throw new AssertionError(method + " of a store that is away");
                });
    var messages = chat().messagesIn(silent, chat().rosters);
    var outgoing = new Messages.Outgoing(ada, direct, "hello", null, null, null, "x1");

    assertRefused(Refusal.UNAVAILABLE, () -> messages.send(outgoing));
  }

  @Test
  void theSameClientMessageIdElsewhereIsAnotherMessage() {
    var ada = chat().user("ada");
    var bob = chat().user("bob");
    var direct = chat().direct(ada, bob);
    var group = chat().group(ada, bob);

    var one = chat().send(ada, direct, "hello", "x1");
    var other = chat().send(ada, group, "hello", "x1");
    var bobs = chat().send(bob, direct, "hello", "x1");

    assertThat(List.of(one.repeated(), other.repeated(), bobs.repeated())).containsOnly(false);
  }

  @Test
  void whoIsNotInItIsToldNothingOfIt() {
    var ada = chat().user("ada");
    var direct = chat().direct(ada, chat().user("bob"));
    var id = chat().send(ada, direct, "hello").entry().id();
    var eve = chat().user("eve");

    assertRefused(Refusal.NOT_FOUND, () -> chat().send(eve, direct, "hi"));
    assertRefused(Refusal.NOT_FOUND, () -> chat().messages.get(eve, id));
    assertRefused(Refusal.NOT_FOUND, () -> chat().messages.delete(eve, id));
    assertRefused(Refusal.NOT_FOUND, () -> page(eve, direct, new History.Place.Newest(), 20));
  }

  @Test
  void onlyTheSenderEditsAndInDirectConversationsDeletes() {
    var ada = chat().user("ada");
    var bob = chat().user("bob");
    var direct = chat().direct(ada, bob);
    var id = chat().send(ada, direct, "hello").entry().id();

    assertRefused(Refusal.NOT_OWNER, () -> chat().messages.edit(bob, id, "no"));
    assertRefused(Refusal.NOT_OWNER, () -> chat().messages.delete(bob, id));
  }

  @Test
  void theOwnerOfAGroupDeletesWhatAnybodyWrote() {
    var ada = chat().user("ada");
    var bob = chat().user("bob");
    var group = chat().group(ada, bob);
    var id = chat().send(bob, group, "hello").entry().id();

    chat().messages.delete(ada, id);

    assertRefused(Refusal.NOT_FOUND, () -> chat().messages.get(bob, id));
  }

  @Test
  void aTombstoneKeepsItsPlaceAndIsDeletedOnce() {
    var ada = chat().user("ada");
    var direct = chat().direct(ada, chat().user("bob"));
    var sent = chat().send(ada, direct, "hello").entry();

    chat().messages.delete(ada, sent.id());

    var stored = chat().ports.log().entry(sent.id());
    assertThat(stored).isNotNull();
    assertThat(stored.seq()).isEqualTo(1);
    assertThat(stored.rev()).isEqualTo(2);
    assertThat(stored.body()).isEqualTo(new Message(null, null, null, null, List.of()));
    assertRefused(Refusal.NOT_FOUND, () -> chat().messages.delete(ada, sent.id()));
    assertRefused(Refusal.NOT_FOUND, () -> chat().messages.edit(ada, sent.id(), "x"));
  }

  @Test
  void aReplyNamesALiveMessageOfTheSameConversation() {
    var ada = chat().user("ada");
    var bob = chat().user("bob");
    var direct = chat().direct(ada, bob);
    var elsewhere = chat().send(ada, chat().group(ada, bob), "there").entry().id();
    var target = chat().send(ada, direct, "hello").entry().id();
    var deleted = chat().send(ada, direct, "gone").entry().id();
    chat().messages.delete(ada, deleted);

    var reply = reply(bob, direct, target);

    assertThat(((Message) reply.entry().body()).replyTo()).isEqualTo(target);
    assertRefused(Refusal.VALIDATION_FAILED, () -> reply(bob, direct, elsewhere));
    assertRefused(Refusal.NOT_FOUND, () -> reply(bob, direct, deleted));
  }

  @Test
  void textIsNeverTrimmedAndBlankTextIsNone() {
    var ada = chat().user("ada");
    var direct = chat().direct(ada, chat().user("bob"));

    var kept = chat().send(ada, direct, "  hello \n").entry();

    assertThat(((Message) kept.body()).text()).isEqualTo("  hello \n");
    assertRefused(Refusal.VALIDATION_FAILED, () -> chat().send(ada, direct, " \t\n"));
    assertRefused(Refusal.VALIDATION_FAILED, () -> chat().send(ada, direct, "x".repeat(10_001)));
  }

  @Test
  void pagesOfHistoryMeetWithoutGapOrOverlap() {
    var ada = chat().user("ada");
    var direct = chat().direct(ada, chat().user("bob"));
    for (int i = 1; i <= 45; i++) {
      chat().send(ada, direct, "message " + i);
    }

    var newest = page(ada, direct, new History.Place.Newest(), 20);
    var older = page(ada, direct, new History.Place.Before(newest.entries().getLast().id()), 20);
    var oldest = page(ada, direct, new History.Place.Before(older.entries().getLast().id()), 20);
    var after = page(ada, direct, new History.Place.After(oldest.entries().getFirst().id()), 20);

    assertThat(newest.entries()).extracting(e -> e.seq()).startsWith(45L).endsWith(26L);
    assertThat(newest.hasMore()).isTrue();
    assertThat(older.entries()).extracting(e -> e.seq()).startsWith(25L).endsWith(6L);
    assertThat(oldest.entries()).hasSize(5);
    assertThat(oldest.hasMore()).isFalse();
    assertThat(after.entries()).isEqualTo(older.entries());
    assertThat(after.hasMore()).isTrue();
  }

  @Test
  void deletedMessagesAreLeftOutBeforeThePageIsCutAndStillServeAsCursors() {
    var ada = chat().user("ada");
    var direct = chat().direct(ada, chat().user("bob"));
    for (int i = 1; i <= 6; i++) {
      chat().send(ada, direct, "message " + i);
    }
    var fourth = page(ada, direct, new History.Place.Newest(), 3).entries().getLast().id();
    chat().messages.delete(ada, fourth);

    var newest = page(ada, direct, new History.Place.Newest(), 3);
    var before = page(ada, direct, new History.Place.Before(fourth), 2);
    var around = page(ada, direct, new History.Place.Around(fourth), 4);

    assertThat(newest.entries()).extracting(e -> e.seq()).containsExactly(6L, 5L, 3L);
    assertThat(before.entries()).extracting(e -> e.seq()).containsExactly(3L, 2L);
    assertThat(around.entries()).extracting(e -> e.seq()).containsExactly(6L, 5L, 3L, 2L);
  }

  @Test
  void whatChangedComesByRevision() {
    var ada = chat().user("ada");
    var direct = chat().direct(ada, chat().user("bob"));
    var first = chat().send(ada, direct, "one").entry();
    chat().send(ada, direct, "two");
    chat().messages.edit(ada, first.id(), "one, edited");

    var page = page(ada, direct, new History.Place.Since(1), 20);

    assertThat(page.entries()).extracting(e -> e.seq()).containsExactly(2L, 1L);
    assertThat(page.rev()).isEqualTo(3);
    assertThat(page(ada, direct, new History.Place.Since(3), 20).rev()).isEqualTo(3);
  }

  /// Another node, or this one a moment ago.
  @Test
  void whoWasRemovedChangesNothingWhereTheRosterIsKeptAsItWas() {
    var ada = chat().user("ada");
    var bob = chat().user("bob");
    var group = chat().group(ada, bob);
    var kept = new Rosters(chat().ports.conversations());
    var elsewhere = chat().messagesIn(chat().ports.log(), kept);
    var reactions = new Reactions(elsewhere, chat().clock);
    var entry = elsewhere.send(outgoing(bob, group, "hello")).entry();
    elsewhere.edit(bob, entry.id(), "hello, all");
    chat().groups.remove(ada, group, bob);

    assertRefused(Refusal.NOT_FOUND, () -> elsewhere.edit(bob, entry.id(), "still here"));
    assertRefused(Refusal.NOT_FOUND, () -> reactions.react(bob, entry.id(), "👍", true));
    assertRefused(Refusal.NOT_FOUND, () -> elsewhere.delete(bob, entry.id()));
    assertThat(chat().messages.get(ada, entry.id()).body())
        .isEqualTo(new Message("hello, all", null, null, null, List.of()));
  }

  @Test
  void whoIsNoAdminAnyMoreDeletesNothingOfOthers() {
    var ada = chat().user("ada");
    var bob = chat().user("bob");
    var group = chat().group(ada, bob);
    var entry = chat().send(ada, group, "hello").entry();
    chat().groups.setRole(ada, group, bob, MemberRole.ADMIN);
    var kept = new Rosters(chat().ports.conversations());
    var elsewhere = chat().messagesIn(chat().ports.log(), kept);
    elsewhere.send(outgoing(bob, group, "hello"));
    chat().groups.setRole(ada, group, bob, MemberRole.MEMBER);

    assertRefused(Refusal.NOT_OWNER, () -> elsewhere.delete(bob, entry.id()));
  }

  private static Messages.Outgoing outgoing(String sender, String conversation, String text) {
    return new Messages.Outgoing(sender, conversation, text, null, null, null, null);
  }

  private Messages.Sent reply(String sender, String conversation, String replyTo) {
    return chat()
        .messages
        .send(new Messages.Outgoing(sender, conversation, "re", null, null, replyTo, null));
  }

  private History.Page page(String user, String conversation, History.Place place, int limit) {
    return chat().history.page(user, conversation, place, limit, EntryLog.Scope.LIVE_MESSAGES);
  }
}
