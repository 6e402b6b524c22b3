package dev.parley.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.EntryLog;
import dev.parley.chat.MemberRole;
import dev.parley.chat.Notice;
import dev.parley.chat.Refusal;
import dev.parley.chat.Refused;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Conversations and who is in them.
public abstract class GroupsContract extends UseCaseContract {
  @Test
  void twoPeopleHaveOneDirectConversationWhoeverAsksAndHoweverOften() throws Exception {
    bothAskForOneAnother();
  }

  @Tag("long")
  @RepeatedTest(50)
  void twoPeopleAlwaysHaveOneDirectConversation() throws Exception {
    bothAskForOneAnother();
  }

  private void bothAskForOneAnother() throws Exception {
    var ada = chat().user("ada");
    var bob = chat().user("bob");
    var asking =
        List.<Callable<String>>of(
            () -> chat().direct(ada, bob),
            () -> chat().direct(bob, ada),
            () -> chat().direct(ada, bob),
            () -> chat().direct(bob, ada));

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var ids = threads.invokeAll(asking).stream().map(f -> f.resultNow()).distinct().toList();

      assertThat(ids).hasSize(1);
      assertThat(chat().conversations.list(ada, null, 10)).hasSize(1);
      assertThat(chat().conversations.list(bob, null, 10)).hasSize(1);
    }
  }

  @Test
  void everyChangeOfAGroupIsANoticeInItsLog() {
    var ada = chat().user("ada");
    var bob = chat().user("bob");
    var cleo = chat().user("cleo");
    var group = chat().group(ada, bob);

    chat().groups.rename(ada, group, "Friends");
    chat().groups.add(ada, group, cleo);
    chat().groups.setRole(ada, group, cleo, MemberRole.ADMIN);
    chat().groups.remove(cleo, group, bob);
    chat().groups.leave(ada, group);

    assertThat(chat().ports.log().newer(group, 0, 10, EntryLog.Scope.ALL))
        .extracting(entry -> ((Notice) entry.body()).type())
        .containsExactly(
            Notice.Type.RENAMED,
            Notice.Type.MEMBER_ADDED,
            Notice.Type.ROLE_CHANGED,
            Notice.Type.MEMBER_REMOVED,
            Notice.Type.MEMBER_LEFT);
    var listing = chat().conversations.listing(cleo, group);
    assertThat(listing.conversation().name()).isEqualTo("Friends");
    assertThat(listing.conversation().ownerId()).isEqualTo(cleo);
    assertThat(chat().conversations.roster(cleo, group).userIds()).containsExactly(cleo);
  }

  @Test
  void membersMayNotWhatAdminsMay() {
    var ada = chat().user("ada");
    var bob = chat().user("bob");
    var cleo = chat().user("cleo");
    var group = chat().group(ada, bob);

    assertRefused(Refusal.FORBIDDEN, () -> chat().groups.rename(bob, group, "Mine"));
    assertRefused(Refusal.FORBIDDEN, () -> chat().groups.add(bob, group, cleo));
    assertRefused(Refusal.FORBIDDEN, () -> chat().groups.delete(bob, group));
    assertRefused(Refusal.VALIDATION_FAILED, () -> chat().groups.remove(ada, group, ada));
    assertRefused(Refusal.NOT_FOUND, () -> chat().groups.leave(cleo, group));
  }

  @Test
  void whatIsNotThereIsSaidBeforeWhatOneMayNot() {
    var ada = chat().user("ada");
    var bob = chat().user("bob");
    var cleo = chat().user("cleo");
    var group = chat().group(ada, bob);
    var nobody = "f".repeat(24);

    assertRefused(Refusal.NOT_FOUND, () -> chat().groups.add(bob, group, nobody));
    assertRefused(Refusal.NOT_FOUND, () -> chat().groups.remove(bob, group, cleo));
    assertRefused(
        Refusal.NOT_FOUND, () -> chat().groups.setRole(bob, group, cleo, MemberRole.ADMIN));
    assertRefused(Refusal.FORBIDDEN, () -> chat().groups.remove(bob, group, ada));
    assertRefused(
        Refusal.FORBIDDEN, () -> chat().groups.setRole(bob, group, ada, MemberRole.ADMIN));
  }

  @Test
  void addingWhoIsInHasNoEffect() {
    var ada = chat().user("ada");
    var bob = chat().user("bob");
    var group = chat().group(ada, bob);

    chat().groups.add(ada, group, bob);

    assertThat(chat().ports.log().head(group).seq()).isZero();
  }

  @Test
  void aDirectConversationStaysAsItIs() {
    var ada = chat().user("ada");
    var direct = chat().direct(ada, chat().user("bob"));
    var cleo = chat().user("cleo");

    assertRefused(Refusal.DIRECT_CONVERSATION, () -> chat().groups.rename(ada, direct, "Us"));
    assertRefused(Refusal.DIRECT_CONVERSATION, () -> chat().groups.add(ada, direct, cleo));
    assertRefused(Refusal.DIRECT_CONVERSATION, () -> chat().groups.leave(ada, direct));
  }

  @Test
  void deletingADirectConversationArchivesItForOneselfAlone() {
    var ada = chat().user("ada");
    var bob = chat().user("bob");
    var direct = chat().direct(ada, bob);

    chat().groups.delete(ada, direct);

    assertThat(chat().conversations.listing(ada, direct).settings().archived()).isTrue();
    assertThat(chat().conversations.listing(bob, direct).settings().archived()).isFalse();
  }

  @Test
  void aDeletedGroupIsInNobodysList() {
    var ada = chat().user("ada");
    var bob = chat().user("bob");
    var group = chat().group(ada, bob);

    chat().groups.delete(ada, group);

    assertThat(chat().conversations.list(bob, null, 10)).isEmpty();
    assertRefused(Refusal.NOT_FOUND, () -> chat().send(ada, group, "anybody?"));
  }

  @Test
  void whoeverJoinsReadsEverythingAndHasNothingUnread() {
    var ada = chat().user("ada");
    var bob = chat().user("bob");
    var group = chat().group(ada);
    chat().send(ada, group, "before");

    chat().groups.add(ada, group, bob);
    chat().send(ada, group, "after");

    var listing = chat().conversations.listing(bob, group);
    assertThat(listing.mark().unread()).isEqualTo(1);
    assertThat(listing.head().seq()).isEqualTo(3);
  }

  @Test
  void nobodyRemovedWritesAnotherWord() throws Exception {
    removedWhileWriting();
  }

  @Tag("long")
  @RepeatedTest(50)
  void nobodyRemovedEverWritesAnotherWord() throws Exception {
    removedWhileWriting();
  }

  private void removedWhileWriting() throws Exception {
    var ada = chat().user("ada");
    var bob = chat().user("bob");
    var group = chat().group(ada, bob);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var writing =
          threads.submit(() -> {
            try {
              for (int i = 0; ; i++) {
                chat().send(bob, group, "still here " + i);
              }
            } catch (Refused refused) {
              return refused.refusal();
            }
          });
      chat().groups.remove(ada, group, bob);

      assertThat(writing.get()).isEqualTo(Refusal.NOT_FOUND);
    }
    var log = chat().ports.log().newer(group, 0, 100_000, EntryLog.Scope.ALL);
    assertThat(log.getLast().body()).isInstanceOf(Notice.class);
  }

  @Test
  void anOwnerWhoLeavesWhileAddingLeavesAnOwnedGroup() throws Exception {
    leavesWhileAdding();
  }

  @Tag("long")
  @RepeatedTest(50)
  void anOwnerWhoLeavesWhileAddingAlwaysLeavesAnOwnedGroup() throws Exception {
    leavesWhileAdding();
  }

  private void leavesWhileAdding() throws Exception {
    var ada = chat().user("ada");
    var bob = chat().user("bob");
    var cleo = chat().user("cleo");
    var group = chat().group(ada, bob);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var adding =
          threads.submit(() -> {
            try {
              chat().groups.add(ada, group, cleo);
            } catch (Refused left) {
              assertThat(left.refusal()).isEqualTo(Refusal.NOT_FOUND);
            }
          });
      chat().groups.leave(ada, group);
      adding.get();
    }

    var roster = chat().conversations.roster(bob, group);
    assertThat(roster.ownerId()).isEqualTo(bob);
    assertThat(roster.contains(ada)).isFalse();
  }
}
