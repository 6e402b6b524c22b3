package dev.parley.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.ChatEvent.EntryCommitted;
import dev.parley.chat.ChatEvent.MarkMoved;
import dev.parley.chat.Conversation;
import dev.parley.chat.Draft;
import dev.parley.chat.Entry;
import dev.parley.chat.EntryLog.Appended;
import dev.parley.chat.EntryLog.Replaced;
import dev.parley.chat.Ids;
import dev.parley.chat.Member;
import dev.parley.chat.MemberRole;
import dev.parley.chat.Message;
import dev.parley.chat.Notice;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What must hold of participants, rosters and marks with 64 callers at once.
public abstract class ParticipantRacesContract extends StoreContract {
  private static final int CALLERS = 64;
  private static final int SHORT = 10;
  private static final int LONG = 50;

  @Test
  void whoWasRemovedWritesNothingAfterIt() {
    removals(SHORT);
  }

  @RepeatedTest(10)
  @Tag("long")
  void whoWasRemovedWritesNothingAfterItAtLength() {
    removals(LONG);
  }

  /// Members send, each as a member by the roster they know; one of them is removed and added all
  /// the while.
  private void removals(int each) {
    var ada = newId();
    var bob = newId();
    var group = group(ada, bob);

    Race.run(
        CALLERS,
        caller -> {
          for (var i = 0; i < each; i++) {
            if (caller == 0) {
              changeMembers(group, ada, i % 2 == 0, bob);
            } else {
              sendIfMember(group, caller % 2 == 0 ? ada : bob, caller + ":" + i);
            }
          }
          return caller;
        });

    var all = all(group);
    RacesContract.assertNumbers(all, all.size());
    assertThat(toldEntries()).isEqualTo(all);
    var roster = conversations().roster(group);
    var present = new HashSet<>(List.of(ada, bob));
    for (var entry : all) {
      assertThat(present).contains(entry.senderId());
      if (entry.body() instanceof Notice(var type, var users, var detail)) {
        assertThat(detail).isEmpty();
        if (type == Notice.Type.MEMBER_ADDED) {
          present.addAll(users);
        } else {
          present.removeAll(users);
        }
      }
    }
    assertThat(roster.userIds()).containsExactlyInAnyOrderElementsOf(present);
    assertThat(roster.memberRev()).isEqualTo(log().head(group).memberRev());
  }

  @Test
  void whoWasRemovedChangesNothingAfterIt() {
    changesByMembers(SHORT);
  }

  @RepeatedTest(10)
  @Tag("long")
  void whoWasRemovedChangesNothingAfterItAtLength() {
    changesByMembers(LONG);
  }

  /// Members edit a message each, as members by the roster they know; one of them is removed and
  /// added all the while. Each edit says who made it.
  private void changesByMembers(int each) {
    var ada = newId();
    var bob = newId();
    var group = group(ada, bob);
    var messages = new ArrayList<String>();
    for (var i = 0; i < CALLERS; i++) {
      messages.add(send(group, ada, ada).id());
    }

    Race.run(
        CALLERS,
        caller -> {
          for (var i = 0; i < each; i++) {
            if (caller == 0) {
              changeMembers(group, ada, i % 2 == 0, bob);
            } else {
              changeIfMember(group, caller % 2 == 0 ? ada : bob, messages.get(caller));
            }
          }
          return caller;
        });

    assertThat(toldEntries()).extracting(Entry::rev).isSorted().doesNotHaveDuplicates();
    var bobIsIn = true;
    for (var entry : toldEntries()) {
      switch (entry.body()) {
        case Notice notice -> bobIsIn = notice.type() == Notice.Type.MEMBER_ADDED;
        case Message message -> assertThat(bobIsIn || ada.equals(message.text())).isTrue();
      }
    }
  }

  private void changeIfMember(String group, String user, String id) {
    while (true) {
      var roster = conversations().roster(group);
      var entry = log().entry(id);
      if (!roster.contains(user)
          || entry == null
          || log().replace(entry.rev(), edited(entry, user), roster.memberRev())
              instanceof Replaced.Stored) {
        return;
      }
    }
  }

  private void changeMembers(String group, String by, boolean remove, String user) {
    var type = remove ? Notice.Type.MEMBER_REMOVED : Notice.Type.MEMBER_ADDED;
    stored(log().append(draft(group, by, new Notice(type, List.of(user), ""))));
  }

  private void sendIfMember(String group, String sender, String text) {
    var id = newId();
    while (true) {
      var roster = conversations().roster(group);
      if (!roster.contains(sender)) {
        return;
      }
      var draft = new Draft(group, sender, message(text), id, roster.memberRev());
      if (log().append(draft) instanceof Appended.Stored) {
        return;
      }
    }
  }

  @Test
  void aDirectConversationIsCreatedOnce() {
    for (var i = 0; i < 20; i++) {
      var ada = newId();
      var bob = newId();
      var id = Ids.direct(ada, bob);

      var created =
          Race.run(
              CALLERS,
              caller -> {
                var direct =
                    new Conversation(
                        id, Conversation.Type.DIRECT, null, null, null, now().plusMillis(caller));
                var members =
                    List.of(
                        new Member(ada, MemberRole.MEMBER, 0),
                        new Member(bob, MemberRole.MEMBER, 0));
                var mine = conversations().create(direct, members);
                // Whoever asked finds it at once, whole.
                assertThat(conversations().roster(id).members()).isEqualTo(members);
                send(id, ada, "hello");
                return mine;
              });

      assertThat(created).filteredOn(mine -> mine).hasSize(1);
      RacesContract.assertNumbers(all(id), CALLERS);
    }
  }

  @Test
  void marksOnlyMoveForwardAndAreToldInOrder() {
    var ada = newId();
    var bob = newId();
    var group = group(ada, bob);
    var highest = new ConcurrentHashMap<Integer, Long>();

    Race.run(
        CALLERS,
        caller -> {
          var last = 0L;
          for (var i = 0; i < SHORT; i++) {
            if (caller % 2 == 0) {
              send(group, ada, caller + ":" + i);
            } else {
              var seq = ThreadLocalRandom.current().nextLong(CALLERS * SHORT);
              var mark = read(bob, group, seq);
              assertThat(mark.seq()).isGreaterThanOrEqualTo(last);
              last = mark.seq();
            }
          }
          highest.put(caller, last);
          return caller;
        });

    var moved =
        told().stream().filter(MarkMoved.class::isInstance).map(e -> (MarkMoved) e).toList();
    assertThat(moved).extracting(m -> m.mark().seq()).isSorted().doesNotHaveDuplicates();
    assertThat(mark(bob, group).seq())
        .isEqualTo(highest.values().stream().max(Long::compare).orElseThrow());
    assertMarksAgreeWithTheLogWhenTold(group);
  }

  /// A mark's unread is that of the moment it was told: of the entries told before.
  private void assertMarksAgreeWithTheLogWhenTold(String group) {
    var entries = 0L;
    for (var event : told()) {
      switch (event) {
        case EntryCommitted committed when committed.entry().conversationId().equals(group) ->
            entries++;
        case MarkMoved(var conversation, var user, var mark) when conversation.equals(group) -> {
          assertThat(user).isNotNull();
          assertThat(mark.unread()).isEqualTo(entries - mark.seq());
        }
        default -> {}
      }
    }
  }
}
