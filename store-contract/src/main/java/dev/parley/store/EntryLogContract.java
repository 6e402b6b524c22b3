package dev.parley.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.chat.ChatEvent.EntryCommitted;
import dev.parley.chat.Draft;
import dev.parley.chat.Entry;
import dev.parley.chat.EntryLog;
import dev.parley.chat.EntryLog.Appended;
import dev.parley.chat.EntryLog.Replaced;
import dev.parley.chat.EntryLog.Scope;
import dev.parley.chat.Message;
import dev.parley.chat.Notice;
import dev.parley.chat.Position;
import dev.parley.chat.Refusal;
import dev.parley.chat.Refused;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The log, one caller at a time.
public abstract class EntryLogContract extends StoreContract {
  private final String ada = newId();
  private final String bob = newId();

  @Test
  void anEmptyLogHasNoNumbers() {
    var group = group(ada, bob);

    assertThat(log().head(group)).isEqualTo(new Position(0, 0, 0, 0, 0));
    assertThat(log().head(newId())).isEqualTo(new Position(0, 0, 0, 0, 0));
    assertThat(all(group)).isEmpty();
  }

  @Test
  void theFirstEntryTakesTheFirstNumbersAndTheTimeOfItsInsert() {
    var group = group(ada, bob);

    var entry = send(group, ada, "hello");

    assertThat(entry.position()).isEqualTo(new Position(1, 1, 1, 1, 0));
    assertThat(entry.createdAt()).isEqualTo(now());
    assertThat(entry.updatedAt()).isEqualTo(now());
    assertThat(log().head(group)).isEqualTo(entry.position());
  }

  @Test
  void theHeadsOfManyLogsAreWhatEachOfThemHas() {
    var groups = IntStream.range(0, 40).mapToObj(i -> group(ada, bob)).toList();
    for (var i = 0; i < groups.size(); i += 2) {
      send(groups.get(i), ada, "hello");
    }

    var heads = log().heads(groups);

    for (var i = 0; i < groups.size(); i++) {
      assertThat(heads.getOrDefault(groups.get(i), new Position(0, 0, 0, 0, 0)))
          .isEqualTo(i % 2 == 0 ? new Position(1, 1, 1, 1, 0) : new Position(0, 0, 0, 0, 0));
    }
    assertThat(log().heads(List.of())).isEmpty();
  }

  @Test
  void messagesAndEachSendersMessagesAreCountedAndNoticesAreNot() {
    var group = group(ada, bob);

    var positions =
        List.of(
            send(group, ada, "1").position(),
            send(group, bob, "2").position(),
            tell(group, ada, Notice.Type.RENAMED, "New").position(),
            send(group, ada, "3").position(),
            send(group, bob, "4").position());

    assertThat(positions)
        .containsExactly(
            new Position(1, 1, 1, 1, 0),
            new Position(2, 2, 2, 1, 0),
            new Position(3, 3, 2, 1, 0),
            new Position(4, 4, 3, 2, 0),
            new Position(5, 5, 4, 2, 0));
  }

  @Test
  void timesAndIdsGrowAlsoWhileTheClockStandsStillOrGoesBack() {
    var group = group(ada, bob);
    send(group, ada, "1");
    send(group, bob, "2");
    later(Duration.ofSeconds(-5));
    send(group, ada, "3");
    later(Duration.ofSeconds(60));
    var last = send(group, ada, "4");

    var entries = all(group);

    assertGrowing(entries);
    assertThat(entries.get(2).createdAt()).isEqualTo(entries.getFirst().createdAt().plusMillis(2));
    assertThat(last.createdAt()).isEqualTo(now());
  }

  /// By seq: ids and times grow too.
  static void assertGrowing(List<Entry> entries) {
    for (var i = 1; i < entries.size(); i++) {
      var before = entries.get(i - 1);
      var entry = entries.get(i);
      assertThat(entry.createdAt()).isAfter(before.createdAt());
      assertThat(entry.id()).isGreaterThan(before.id());
    }
  }

  @Test
  void everyFieldIsReadBackAsItWasStored() {
    var group = group(ada, bob);
    var first = send(group, ada, "Grüße 😀, \0 and all");
    var full =
        new Message("see", "https://example.org/x?y=1", "plan.pdf", first.id(), List.of(ada, bob));
    var second = stored(log().append(draft(group, bob, full)));
    var third = tell(group, ada, Notice.Type.ROLE_CHANGED, "ADMIN", bob);
    var bare = new Message(null, "https://example.org", null, null, List.of());
    var fourth = stored(log().append(draft(group, ada, bare)));
    var fifth = tell(group, ada, Notice.Type.AVATAR_CHANGED, "");

    assertThat(second.body()).isEqualTo(full);
    assertThat(all(group)).containsExactly(first, second, third, fourth, fifth);
    for (var entry : List.of(first, second, third, fourth, fifth)) {
      assertThat(log().entry(entry.id())).isEqualTo(entry);
      assertThat(log().byClientMessageId(group, entry.senderId(), entry.clientMessageId()))
          .isEqualTo(entry);
    }
  }

  @Test
  void whatIsUnknownIsAbsent() {
    var group = group(ada, bob);
    var entry = send(group, ada, "hello");

    assertThat(log().entry(newId())).isNull();
    assertThat(log().byClientMessageId(group, bob, entry.clientMessageId())).isNull();
    assertThat(log().byClientMessageId(newId(), ada, entry.clientMessageId())).isNull();
  }

  @Test
  void anUnknownConversationTakesNoEntry() {
    var refused =
        catchThrowableOfType(Refused.class, () -> log().append(draft(newId(), ada, "hello")));

    assertThat(refused).isNotNull();
    assertThat(refused.refusal()).isEqualTo(Refusal.NOT_FOUND);
  }

  @Test
  void aClientMessageIdOfTheSameSenderAnswersTheEntryAsItIsNowAndTellsNobody() {
    var group = group(ada, bob);
    var first = send(group, ada, "hello");
    var edited = Objects.requireNonNull(replace(first.rev(), edited(first, "hello, Bob")));
    var before = told();

    var again = log().append(withClientMessageId(draft(group, ada, "else"), first));

    assertThat(repeated(again)).isEqualTo(edited);
    assertThat(told()).isEqualTo(before);
    assertThat(log().head(group).seq()).isEqualTo(1);
  }

  @Test
  void aClientMessageIdIsRepeatedOnlyBySenderAndConversation() {
    var group = group(ada, bob);
    var first = send(group, ada, "hello");

    stored(log().append(withClientMessageId(draft(group, bob, "hello"), first)));
    stored(log().append(withClientMessageId(draft(group(ada, bob), ada, "hello"), first)));
  }

  private static Draft withClientMessageId(Draft draft, Entry entry) {
    return new Draft(
        draft.conversationId(),
        draft.senderId(),
        draft.body(),
        entry.clientMessageId(),
        draft.memberRev());
  }

  @Test
  void aDraftCheckedAgainstAnOlderRosterIsNotStored() {
    var group = group(ada, bob);
    var late = draft(group, bob, "still here?");
    var removed = tell(group, ada, Notice.Type.MEMBER_REMOVED, "", bob);

    var appended = log().append(late);

    assertThat(appended).isEqualTo(new Appended.RosterChanged(removed.rev()));
    assertThat(all(group)).containsExactly(removed);
  }

  @Test
  void aRepeatIsAnsweredBeforeTheRosterIsCompared() {
    var group = group(ada, bob);
    var draft = draft(group, bob, "hello");
    var first = stored(log().append(draft));
    tell(group, ada, Notice.Type.MEMBER_REMOVED, "", bob);

    assertThat(repeated(log().append(draft))).isEqualTo(first);
  }

  @Test
  void onlyChangesOfMembershipMoveMemberRev() {
    var group = group(ada, bob);
    send(group, ada, "hello");
    tell(group, ada, Notice.Type.RENAMED, "New");
    var added = tell(group, ada, Notice.Type.MEMBER_ADDED, "", newId());
    var after = send(group, ada, "welcome");

    assertThat(added.position().memberRev()).isEqualTo(3);
    assertThat(after.position().memberRev()).isEqualTo(3);
  }

  @Test
  void aChangeTakesTheNextRevAndKeepsPlaceNumbersAndId() {
    var group = group(ada, bob);
    var first = send(group, ada, "one");
    send(group, bob, "two");
    later(Duration.ofSeconds(1));

    var changed = replace(first.rev(), edited(first, "one, edited"));

    assertThat(changed).isEqualTo(edited(first, "one, edited").at(new Position(1, 3, 1, 1, 0)));
    assertThat(log().entry(first.id())).isEqualTo(changed);
    assertThat(log().head(group)).isEqualTo(new Position(2, 3, 2, 1, 0));
    assertThat(send(group, ada, "three").position()).isEqualTo(new Position(3, 4, 3, 2, 0));
  }

  @Test
  void aChangeOfWhatHasChangedSinceIsAMiss() {
    var group = group(ada, bob);
    var first = send(group, ada, "one");
    var changed = replace(first.rev(), edited(first, "two"));

    assertThat(replace(first.rev(), edited(first, "three"))).isNull();
    assertThat(log().entry(first.id())).isEqualTo(changed);
  }

  @Test
  void aChangeThatWasCheckedAgainstAnOlderRosterIsCheckedAgain() {
    var group = group(ada, bob);
    var first = send(group, bob, "one");
    var removed = tell(group, ada, Notice.Type.MEMBER_REMOVED, "", bob);

    assertThat(log().replace(first.rev(), edited(first, "two"), 0))
        .isEqualTo(new Replaced.RosterChanged(removed.rev()));
    assertThat(log().entry(first.id())).isEqualTo(first);
    assertThat(log().replace(first.rev(), deleted(first), EntryLog.ANY_ROSTER))
        .isInstanceOf(Replaced.Stored.class);
    assertThat(log().replace(first.rev(), edited(first, "three"), removed.rev()))
        .isEqualTo(new Replaced.Missed());
  }

  @Test
  void aTombstoneIsNeverChanged() {
    var group = group(ada, bob);
    var first = send(group, ada, "one");
    var gone = Objects.requireNonNull(replace(first.rev(), deleted(first)));

    assertThat(replace(gone.rev(), edited(first, "back"))).isNull();
    assertThat(log().entry(first.id())).isEqualTo(gone);
    assertThat(gone.isDeleted()).isTrue();
  }

  @Test
  void aChangeOfAnUnknownEntryIsAMiss() {
    var group = group(ada, bob);
    var first = send(group, ada, "one");
    var unknown =
        new Entry(
            newId(),
            group,
            first.position(),
            ada,
            message("x"),
            newId(),
            now(),
            now(),
            now(),
            null);

    assertThat(replace(1, unknown)).isNull();
  }

  @Test
  void pagesAreCutInOrderAndLeaveOutWhatWasNotAskedFor() {
    var group = group(ada, bob);
    var entries =
        IntStream.rangeClosed(1, 6).mapToObj(i -> send(group, ada, "message " + i)).toList();
    tell(group, ada, Notice.Type.RENAMED, "New");
    replace(entries.get(3).rev(), deleted(entries.get(3)));

    assertThat(log().older(group, 7, 3, Scope.LIVE_MESSAGES))
        .extracting(Entry::seq)
        .containsExactly(6L, 5L, 3L);
    assertThat(log().older(group, Long.MAX_VALUE, 3, Scope.ALL))
        .extracting(Entry::seq)
        .containsExactly(7L, 6L, 5L);
    assertThat(log().newer(group, 2, 3, Scope.LIVE_MESSAGES))
        .extracting(Entry::seq)
        .containsExactly(3L, 5L, 6L);
    assertThat(log().newer(group, 2, 3, Scope.ALL))
        .extracting(Entry::seq)
        .containsExactly(3L, 4L, 5L);
    assertThat(log().older(group, 1, 3, Scope.ALL)).isEmpty();
    assertThat(log().newer(group, 7, 3, Scope.ALL)).isEmpty();
  }

  @Test
  void whatChangedComesOldestChangeFirst() {
    var group = group(ada, bob);
    var first = send(group, ada, "one");
    var second = send(group, ada, "two");
    tell(group, ada, Notice.Type.RENAMED, "New");
    replace(second.rev(), edited(second, "two, edited"));
    replace(first.rev(), deleted(first));

    assertThat(log().changed(group, 0, 10)).extracting(Entry::rev).containsExactly(3L, 4L, 5L);
    assertThat(log().changed(group, 3, 1)).extracting(Entry::seq).containsExactly(2L);
    assertThat(log().changed(group, 4, 10)).extracting(Entry::isDeleted).containsExactly(true);
    assertThat(log().changed(group, 5, 10)).isEmpty();
  }

  @Test
  void commitsAreToldInOrderAsTheyAreStored() {
    var group = group(ada, bob);
    var first = send(group, ada, "one");
    var second = send(group, bob, "two");
    var changed = Objects.requireNonNull(replace(first.rev(), edited(first, "one!")));

    assertThat(told())
        .endsWith(
            new EntryCommitted(first, true, 1),
            new EntryCommitted(second, true, 2),
            new EntryCommitted(changed, false, 2));
  }

  @Test
  void conversationsDoNotTouchEachOther() {
    var one = group(ada, bob);
    var other = group(ada, bob);
    send(one, ada, "one");

    var entry = send(other, ada, "other");

    assertThat(entry.position()).isEqualTo(new Position(1, 1, 1, 1, 0));
    assertThat(all(one)).hasSize(1);
  }
}
