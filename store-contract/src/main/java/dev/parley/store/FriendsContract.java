package dev.parley.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.ChatEvent;
import dev.parley.chat.FriendRequest;
import dev.parley.chat.Friends;
import dev.parley.chat.Refusal;
import dev.parley.chat.Refused;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Friends and those who are kept out, on any store.
public abstract class FriendsContract extends UseCaseContract {
  private String ada = "";
  private String bob = "";

  @BeforeEach
  void people() {
    ada = chat().user("ada");
    bob = chat().user("bob");
  }

  private Friends friends() {
    return chat().friends;
  }

  private void befriend() {
    friends().accept(bob, friends().ask(ada, bob).id());
  }

  @Test
  void aRequestIsPendingWithBothUntilItIsAnswered() {
    var request = friends().ask(ada, bob);

    assertThat(friends().pending(ada)).isEqualTo(new Friends.Pending(List.of(request), List.of()));
    assertThat(friends().pending(bob)).isEqualTo(new Friends.Pending(List.of(), List.of(request)));
    friends().decline(bob, request.id());
    assertThat(friends().pending(bob).received()).isEmpty();
    assertThat(friends().list(ada)).isEmpty();
  }

  @Test
  void whoCannotBeAskedIsRefused() {
    assertRefused(Refusal.VALIDATION_FAILED, () -> friends().ask(ada, ada));
    assertRefused(Refusal.NOT_FOUND, () -> friends().ask(ada, "f".repeat(24)));
    friends().ask(ada, bob);
    assertRefused(Refusal.VALIDATION_FAILED, () -> friends().ask(ada, bob));
    assertRefused(Refusal.VALIDATION_FAILED, () -> friends().ask(bob, ada));
    friends().accept(bob, friends().pending(bob).received().getFirst().id());
    assertRefused(Refusal.VALIDATION_FAILED, () -> friends().ask(ada, bob));
  }

  @Test
  void afterADeclineOrACancellationOneMayAskAgain() {
    friends().decline(bob, friends().ask(ada, bob).id());
    friends().cancel(ada, friends().ask(ada, bob).id());

    assertThat(friends().ask(bob, ada).status()).isEqualTo(FriendRequest.Status.PENDING);
  }

  @Test
  void onlyTheReceiverAnswersAndOnlyTheSenderTakesItBack() {
    var request = friends().ask(ada, bob).id();
    var eve = chat().user("eve");

    assertRefused(Refusal.FORBIDDEN, () -> friends().accept(ada, request));
    assertRefused(Refusal.FORBIDDEN, () -> friends().decline(ada, request));
    assertRefused(Refusal.FORBIDDEN, () -> friends().cancel(bob, request));
    assertRefused(Refusal.NOT_FOUND, () -> friends().accept(eve, request));
    assertRefused(Refusal.NOT_FOUND, () -> friends().accept(bob, "f".repeat(24)));
    friends().accept(bob, request);
    assertRefused(Refusal.VALIDATION_FAILED, () -> friends().accept(bob, request));
    assertRefused(Refusal.VALIDATION_FAILED, () -> friends().cancel(ada, request));
  }

  @Test
  void friendsHaveTheirOneDirectConversation() {
    var before = chat().direct(ada, bob);

    var accepted = friends().accept(bob, friends().ask(ada, bob).id());

    assertThat(accepted.conversationId()).isEqualTo(before);
    assertThat(accepted.friend().friendId()).isEqualTo(ada);
    assertThat(friends().list(ada)).extracting(Friends.Friend::friendId).containsExactly(bob);
    assertThat(friends().list(bob)).extracting(Friends.Friend::friendId).containsExactly(ada);
  }

  @Test
  void theNewestFriendComesFirst() {
    befriend();
    chat().later(Duration.ofSeconds(1));
    var cy = chat().user("cy");
    friends().accept(ada, friends().ask(cy, ada).id());

    assertThat(friends().list(ada)).extracting(Friends.Friend::friendId).containsExactly(cy, bob);
  }

  @Test
  void unfriendingKeepsTheConversation() {
    befriend();
    friends().remove(ada, bob);

    assertThat(friends().list(bob)).isEmpty();
    assertThat(chat().send(ada, chat().direct(ada, bob), "still here").repeated()).isFalse();
    assertRefused(Refusal.NOT_FOUND, () -> friends().remove(ada, bob));
  }

  @Test
  void whoIsKeptOutCanNeitherWriteNorAskNorInvite() {
    var direct = chat().direct(ada, bob);
    chat().send(bob, direct, "before", "one");
    var group = chat().group(bob);

    chat().blocks.block(ada, bob);

    assertRefused(Refusal.BLOCKED, () -> chat().send(bob, direct, "after"));
    assertRefused(Refusal.BLOCKED, () -> chat().send(ada, direct, "after"));
    assertRefused(Refusal.BLOCKED, () -> friends().ask(bob, ada));
    assertRefused(Refusal.BLOCKED, () -> friends().ask(ada, bob));
    assertRefused(Refusal.BLOCKED, () -> chat().groups.add(bob, group, ada));
    assertRefused(Refusal.BLOCKED, () -> chat().group(bob, ada));
    assertThat(chat().send(bob, direct, "again", "one").repeated()).isTrue();
    chat().blocks.unblock(ada, bob);
    assertThat(chat().send(bob, direct, "and now").entry().seq()).isEqualTo(2);
  }

  @Test
  void whoIsKeptOutCannotBeginAConversationOrEditWhatTheySaid() {
    var cy = chat().user("cy");
    chat().blocks.block(cy, bob);
    var direct = chat().direct(ada, bob);
    var said = chat().send(bob, direct, "hello").entry().id();
    chat().blocks.block(ada, bob);

    assertRefused(Refusal.BLOCKED, () -> chat().direct(bob, cy));
    assertRefused(Refusal.BLOCKED, () -> chat().messages.edit(bob, said, "something else"));
    assertThat(chat().direct(bob, ada)).isEqualTo(direct);
  }

  @Test
  void inAGroupBothGoOnWriting() {
    var group = chat().group(ada, bob);
    chat().blocks.block(ada, bob);

    assertThat(chat().send(bob, group, "hello").entry().seq()).isEqualTo(1);
    assertThat(chat().send(ada, group, "hello").entry().seq()).isEqualTo(2);
  }

  @Test
  void blockingEndsFriendshipAndRequests() {
    befriend();
    var cy = chat().user("cy");
    var asked = friends().ask(cy, ada).id();

    chat().blocks.block(ada, bob);
    chat().blocks.block(ada, cy);
    chat().blocks.block(ada, cy);

    assertThat(friends().list(bob)).isEmpty();
    assertThat(friends().pending(cy).sent()).isEmpty();
    assertRefused(Refusal.VALIDATION_FAILED, () -> friends().accept(ada, asked));
    assertThat(chat().blocks.list(ada))
        .extracting(each -> each.userId())
        .containsExactlyInAnyOrder(bob, cy);
    assertThat(chat().blocks.list(bob)).isEmpty();
    assertRefused(Refusal.VALIDATION_FAILED, () -> chat().blocks.block(ada, ada));
    assertRefused(Refusal.NOT_FOUND, () -> chat().blocks.block(ada, "f".repeat(24)));
  }

  @Test
  void askingEachOtherAtOnceLeavesOneRequest() {
    askEachOther();
  }

  @Tag("long")
  @RepeatedTest(50)
  void askingEachOtherAtOnceLeavesOneRequestAgainAndAgain() {
    askEachOther();
  }

  private void askEachOther() {
    var answers =
        Race.run(
            10, i -> outcome(() -> friends().ask(i % 2 == 0 ? ada : bob, i % 2 == 0 ? bob : ada)));

    assertThat(answers).containsOnlyOnce("done").containsOnly("done", "VALIDATION_FAILED");
    var pending = friends().pending(ada);
    assertThat(pending.sent().size() + pending.received().size()).isEqualTo(1);
  }

  @Test
  void acceptingTenTimesAtOnceMakesOneFriendship() {
    acceptTenTimes();
  }

  @Tag("long")
  @RepeatedTest(50)
  void acceptingTenTimesAtOnceMakesOneFriendshipAgainAndAgain() {
    acceptTenTimes();
  }

  private void acceptTenTimes() {
    var request = friends().ask(ada, bob).id();

    var answers = Race.run(10, i -> outcome(() -> friends().accept(bob, request)));

    assertThat(answers).containsOnlyOnce("done").containsOnly("done", "VALIDATION_FAILED");
    assertThat(friends().list(ada)).hasSize(1);
    assertThat(friends().list(bob)).hasSize(1);
    assertThat(chat().told.stream().filter(ChatEvent.ConversationCreated.class::isInstance))
        .hasSize(1);
  }

  @Test
  void acceptingDecliningAndBlockingAtOnceEndInOneOfThem() {
    answerAtOnce();
  }

  @Tag("long")
  @RepeatedTest(50)
  void acceptingDecliningAndBlockingAtOnceEndInOneOfThemAgainAndAgain() {
    answerAtOnce();
  }

  private void answerAtOnce() {
    var request = friends().ask(ada, bob).id();

    Race.run(
        4,
        i ->
            outcome(() -> {
              switch (i) {
                case 0 -> friends().accept(bob, request);
                case 1 -> friends().decline(bob, request);
                case 2 -> friends().cancel(ada, request);
                default -> chat().blocks.block(bob, ada);
              }
            }));

    assertThat(friends().list(ada)).isEmpty();
    assertThat(friends().pending(ada).sent()).isEmpty();
    assertThat(chat().blocks.list(bob)).hasSize(1);
  }

  @Test
  void nothingIsWrittenOnceABlockHasReturned() {
    blockWhileWriting();
  }

  @Tag("long")
  @RepeatedTest(50)
  void nothingIsWrittenOnceABlockHasReturnedAgainAndAgain() {
    blockWhileWriting();
  }

  private void blockWhileWriting() {
    var direct = chat().direct(ada, bob);

    var answers =
        Race.run(
            8,
            i -> {
              if (i == 0) {
                chat().blocks.block(ada, bob);
                return outcome(() -> chat().send(bob, direct, "after the block"));
              }
              return outcome(() -> chat().send(bob, direct, "at the same time"));
            });

    assertThat(answers.getFirst()).isEqualTo("BLOCKED");
    assertThat(answers).isSubsetOf("done", "BLOCKED");
    assertThat(chat().ports.log().head(direct).seq())
        .isEqualTo(answers.stream().filter("done"::equals).count());
    assertRefused(Refusal.BLOCKED, () -> chat().send(bob, direct, "later"));
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
