package dev.parley.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.ChatEvent;
import dev.parley.chat.GroupInvitation;
import dev.parley.chat.Refusal;
import dev.parley.chat.Refused;
import dev.parley.chat.Strangers;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What strangers may do to whoever wants to be asked, on any store.
public abstract class StrangersContract extends UseCaseContract {
  private String ada = "";
  private String bob = "";

  /// Ada wants to be asked.
  @BeforeEach
  void people() {
    ada = chat().user("ada");
    bob = chat().user("bob");
    chat().contacts.choose(ada, Strangers.ASK);
  }

  private List<String> listed(String user) {
    return chat().conversations.list(user, null, 10).stream()
        .map(listing -> listing.conversation().id())
        .toList();
  }

  private boolean isRequest(String user, String conversation) {
    return chat().conversations.listing(user, conversation).request();
  }

  private void befriend() {
    chat().friends.accept(ada, chat().friends.ask(bob, ada).id());
  }

  @Test
  void aChoiceIsKept() {
    assertThat(chat().contacts.choice(ada)).isEqualTo(Strangers.ASK);
    assertThat(chat().contacts.choice(bob)).isEqualTo(Strangers.ALLOW);
    chat().contacts.choose(ada, Strangers.ALLOW);
    assertThat(chat().contacts.choice(ada)).isEqualTo(Strangers.ALLOW);
  }

  @Test
  void aStrangerMaySendOneMessage() {
    var direct = chat().direct(bob, ada);
    var first = chat().send(bob, direct, "hello", "one");

    assertRefused(Refusal.CONSENT_REQUIRED, () -> chat().send(bob, direct, "please", "two"));

    assertThat(chat().send(bob, direct, "hello", "one").entry()).isEqualTo(first.entry());
    assertThat(chat().messages.edit(bob, first.entry().id(), "hello!").isDeleted()).isFalse();
    assertThat(isRequest(ada, direct)).isTrue();
    assertThat(isRequest(bob, direct)).isFalse();
    assertThat(listed(ada)).containsExactly(direct);
  }

  @Test
  void acceptingLetsThemWrite() {
    var direct = chat().direct(bob, ada);
    chat().send(bob, direct, "hello");

    chat().consents.accept(ada, direct);
    chat().consents.accept(ada, direct);

    assertThat(isRequest(ada, direct)).isFalse();
    assertThat(chat().send(bob, direct, "thanks").entry().seq()).isEqualTo(2);
    assertRefused(Refusal.FORBIDDEN, () -> chat().consents.decline(ada, direct));
  }

  @Test
  void writingIsAccepting() {
    var direct = chat().direct(bob, ada);
    chat().send(bob, direct, "hello");

    chat().send(ada, direct, "hello yourself");

    assertThat(isRequest(ada, direct)).isFalse();
    assertThat(chat().send(bob, direct, "thanks").entry().seq()).isEqualTo(3);
  }

  @Test
  void decliningKeepsThemOutUntilOneBeginsOneself() {
    var direct = chat().direct(bob, ada);
    var said = chat().send(bob, direct, "hello").entry().id();

    chat().consents.decline(ada, direct);

    assertThat(listed(ada)).isEmpty();
    assertThat(listed(bob)).containsExactly(direct);
    assertRefused(Refusal.CONSENT_REQUIRED, () -> chat().send(bob, direct, "please"));
    assertRefused(Refusal.CONSENT_REQUIRED, () -> chat().messages.edit(bob, said, "please"));
    assertThat(chat().direct(bob, ada)).isEqualTo(direct);
    assertThat(listed(ada)).isEmpty();
    chat().direct(ada, bob);
    assertThat(listed(ada)).containsExactly(direct);
    assertThat(chat().send(bob, direct, "thanks").repeated()).isFalse();
  }

  @Test
  void onlyWhoWasAskedAnswers() {
    var direct = chat().direct(bob, ada);
    var eve = chat().user("eve");

    assertRefused(Refusal.FORBIDDEN, () -> chat().consents.accept(bob, direct));
    assertRefused(Refusal.FORBIDDEN, () -> chat().consents.decline(bob, direct));
    assertRefused(Refusal.NOT_FOUND, () -> chat().consents.accept(eve, direct));
    assertRefused(Refusal.NOT_FOUND, () -> chat().consents.decline(eve, direct));
    assertRefused(Refusal.FORBIDDEN, () -> chat().consents.accept(eve, chat().direct(eve, bob)));
  }

  @Test
  void friendsAndConversationsFromBeforeAreNotAskedAbout() {
    befriend();
    var direct = chat().direct(bob, ada);
    var eve = chat().user("eve");
    chat().contacts.choose(ada, Strangers.ALLOW);
    var before = chat().direct(eve, ada);
    chat().contacts.choose(ada, Strangers.ASK);

    assertThat(chat().send(bob, direct, "one").repeated()).isFalse();
    assertThat(chat().send(bob, direct, "two").repeated()).isFalse();
    assertThat(chat().send(eve, before, "one").repeated()).isFalse();
    assertThat(chat().send(eve, before, "two").repeated()).isFalse();
  }

  @Test
  void becomingFriendsIsAccepting() {
    var direct = chat().direct(bob, ada);
    chat().send(bob, direct, "hello");

    befriend();

    assertThat(isRequest(ada, direct)).isFalse();
    assertThat(chat().send(bob, direct, "thanks").repeated()).isFalse();
  }

  @Test
  void whoBeginsOneselfAsksForNothing() {
    var direct = chat().direct(ada, bob);

    assertThat(chat().send(bob, direct, "one").repeated()).isFalse();
    assertThat(chat().send(bob, direct, "two").repeated()).isFalse();
    assertThat(isRequest(ada, direct)).isFalse();
  }

  @Test
  void ofManyMessagesAtOnceOneIsSent() {
    sendAtOnce();
  }

  @Tag("long")
  @RepeatedTest(50)
  void ofManyMessagesAtOnceOneIsSentAgainAndAgain() {
    sendAtOnce();
  }

  private void sendAtOnce() {
    var direct = chat().direct(bob, ada);

    var answers = Race.run(8, i -> outcome(() -> chat().send(bob, direct, "hello " + i)));

    assertThat(answers).containsOnlyOnce("done").containsOnly("done", "CONSENT_REQUIRED");
    assertThat(chat().ports.log().head(direct).seq()).isEqualTo(1);
  }

  @Test
  void beingAddedIsAnInvitation() {
    var group = chat().group(bob);

    chat().groups.add(bob, group, ada);
    chat().groups.add(bob, group, ada);

    assertThat(chat().rosters.of(group).contains(ada)).isFalse();
    assertRefused(Refusal.NOT_FOUND, () -> chat().send(ada, group, "hello"));
    assertThat(chat().consents.list(ada)).hasSize(1);
    assertThat(chat().told.stream().filter(ChatEvent.Invited.class::isInstance)).hasSize(1);
    chat().consents.accept(ada, group);
    assertThat(chat().send(ada, group, "hello").entry().seq()).isEqualTo(2);
    assertThat(chat().consents.list(ada)).isEmpty();
    assertRefused(Refusal.FORBIDDEN, () -> chat().consents.accept(ada, group));
  }

  @Test
  void whoMakesAGroupInvitesToo() {
    var eve = chat().user("eve");
    var group = chat().group(bob, ada, eve);

    assertThat(chat().rosters.of(group).userIds()).containsExactly(bob, eve);
    var invitation = chat().consents.list(ada).getFirst().invitation();
    assertThat(invitation).isEqualTo(new GroupInvitation(group, ada, bob, invitation.createdAt()));
  }

  @Test
  void friendsAreAddedAtOnce() {
    befriend();

    assertThat(chat().rosters.of(chat().group(bob, ada)).contains(ada)).isTrue();
    assertThat(chat().consents.list(ada)).isEmpty();
  }

  @Test
  void anInvitationIsDeclinedOrTakenBack() {
    var first = chat().group(bob, ada);
    var second = chat().group(bob, ada);

    chat().consents.decline(ada, first);
    chat().groups.remove(bob, second, ada);

    assertThat(chat().consents.list(ada)).isEmpty();
    assertRefused(Refusal.NOT_FOUND, () -> chat().consents.accept(ada, first));
    assertRefused(Refusal.NOT_FOUND, () -> chat().consents.accept(ada, second));
    assertRefused(Refusal.NOT_FOUND, () -> chat().groups.remove(bob, second, ada));
  }

  @Test
  void anInvitationToAGroupThatIsGoneIsNone() {
    var group = chat().group(bob, ada);
    chat().groups.delete(bob, group);

    assertThat(chat().consents.list(ada)).isEmpty();
    assertRefused(Refusal.NOT_FOUND, () -> chat().consents.accept(ada, group));
  }

  @Test
  void anInvitationToAFullGroupStays() {
    var group = chat().group(bob, ada);
    chat().users(UseCases.GROUP_SIZE - 1).forEach(user -> chat().groups.add(bob, group, user));

    assertRefused(Refusal.VALIDATION_FAILED, () -> chat().consents.accept(ada, group));

    assertThat(chat().consents.list(ada)).hasSize(1);
  }

  @Test
  void acceptingWhileItIsTakenBackOrTheGroupEndsIsOneOrTheOther() {
    acceptWhileTakenBack();
  }

  @Tag("long")
  @RepeatedTest(50)
  void acceptingWhileItIsTakenBackOrTheGroupEndsIsOneOrTheOtherAgainAndAgain() {
    acceptWhileTakenBack();
  }

  private void acceptWhileTakenBack() {
    var taken = chat().group(bob, ada);
    var ended = chat().group(bob, ada);

    var answers =
        Race.run(
            4,
            i ->
                switch (i) {
                  case 0 -> outcome(() -> chat().consents.accept(ada, taken));
                  case 1 -> outcome(() -> chat().groups.remove(bob, taken, ada));
                  case 2 -> outcome(() -> chat().consents.accept(ada, ended));
                  default -> outcome(() -> chat().groups.delete(bob, ended));
                });

    assertThat(chat().consents.list(ada)).isEmpty();
    if (!answers.get(0).equals("done")) {
      assertThat(chat().rosters.of(taken).contains(ada)).isFalse();
    }
    assertThat(answers.get(3)).isEqualTo("done");
    assertThat(chat().ports.conversations().roster(ended).members()).isEmpty();
  }

  private static String outcome(Runnable act) {
    try {
      act.run();
      return "done";
    } catch (Refused refused) {
      return refused.refusal().name();
    }
  }
}
