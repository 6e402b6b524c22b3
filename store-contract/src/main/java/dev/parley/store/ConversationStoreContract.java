package dev.parley.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.ChatEvent;
import dev.parley.chat.ChatEvent.ConversationCreated;
import dev.parley.chat.ChatEvent.MarkMoved;
import dev.parley.chat.ChatEvent.SettingsChanged;
import dev.parley.chat.Conversation;
import dev.parley.chat.ConversationStore.ListCursor;
import dev.parley.chat.EntryLog;
import dev.parley.chat.Ids;
import dev.parley.chat.Listing;
import dev.parley.chat.Member;
import dev.parley.chat.MemberRole;
import dev.parley.chat.Notice;
import dev.parley.chat.ReadMark;
import dev.parley.chat.Roster;
import dev.parley.chat.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Conversations, participants and marks, one caller at a time.
public abstract class ConversationStoreContract extends StoreContract {
  private final String ada = newId();
  private final String bob = newId();
  private final String eve = newId();

  private Conversation direct(String one, String other) {
    return new Conversation(
        Ids.direct(one, other), Conversation.Type.DIRECT, null, null, null, now());
  }

  private static List<Member> pair(String one, String other) {
    return List.of(new Member(one, MemberRole.MEMBER, 0), new Member(other, MemberRole.MEMBER, 0));
  }

  @Test
  void creatingItTwiceIsCreatingItOnce() {
    var direct = direct(ada, bob);

    assertThat(conversations().create(direct, pair(ada, bob))).isTrue();
    assertThat(conversations().create(direct, pair(bob, ada))).isFalse();

    assertThat(conversations().conversation(direct.id())).isEqualTo(direct);
    assertThat(conversations().roster(direct.id()))
        .isEqualTo(new Roster(direct.id(), 0, pair(ada, bob)));
    assertThat(told()).containsExactly(new ConversationCreated(direct, List.of(ada, bob)));
  }

  @Test
  void whatIsUnknownIsAbsent() {
    var group = group(ada);

    assertThat(conversations().conversation(newId())).isNull();
    assertThat(conversations().roster(newId()).members()).isEmpty();
    assertThat(conversations().roster(newId()).memberRev()).isZero();
    assertThat(conversations().listing(bob, group)).isNull();
    assertThat(conversations().mark(bob, group)).isNull();
    assertThat(conversations().advance(bob, group, 1, now())).isNull();
    assertThat(conversations().list(bob, null, 10)).isEmpty();
  }

  @Test
  void noticesChangeNameAndAvatar() {
    var group = group(ada, bob);
    tell(group, ada, Notice.Type.RENAMED, "Hiking");
    tell(group, ada, Notice.Type.AVATAR_CHANGED, "/uploads/1");

    var conversation = conversation(group);

    assertThat(conversation.name()).isEqualTo("Hiking");
    assertThat(conversation.avatar()).isEqualTo("/uploads/1");
    tell(group, ada, Notice.Type.AVATAR_CHANGED, "");
    assertThat(conversation(group).avatar()).isNull();
  }

  private Conversation conversation(String id) {
    var found = conversations().conversation(id);
    assertThat(found).isNotNull();
    return found;
  }

  @Test
  void theRosterIsWhatTheNoticesMakeOfIt() {
    var group = group(ada, bob);
    var roster = conversations().roster(group);

    for (var entry :
        List.of(
            tell(group, ada, Notice.Type.MEMBER_ADDED, "", eve, newId()),
            tell(group, ada, Notice.Type.ROLE_CHANGED, "ADMIN", eve),
            tell(group, ada, Notice.Type.RENAMED, "Hiking"),
            tell(group, ada, Notice.Type.MEMBER_REMOVED, "", bob),
            tell(group, ada, Notice.Type.MEMBER_ADDED, "", bob),
            tell(group, ada, Notice.Type.MEMBER_LEFT, "", ada))) {
      roster = roster.after(entry);
    }

    assertThat(conversations().roster(group)).isEqualTo(roster);
    assertThat(roster.ownerId()).isEqualTo(eve);
    assertThat(conversation(group).ownerId()).isEqualTo(eve);
  }

  @Test
  void whenTheLastOneHasLeftItIsOver() {
    var group = group(ada, bob);
    send(group, ada, "hello");
    tell(group, bob, Notice.Type.MEMBER_LEFT, "", bob);
    var last = tell(group, ada, Notice.Type.MEMBER_LEFT, "", ada);

    assertOver(group, last.rev());
  }

  @Test
  void whenItIsDeletedItIsOver() {
    var group = group(ada, bob);
    send(group, ada, "hello");
    var last = tell(group, ada, Notice.Type.DELETED, "", ada, bob);

    assertOver(group, last.rev());
  }

  private void assertOver(String group, long memberRev) {
    assertThat(conversations().conversation(group)).isNull();
    assertThat(conversations().roster(group)).isEqualTo(new Roster(group, memberRev, List.of()));
    assertThat(conversations().list(ada, null, 10)).isEmpty();
    assertThat(conversations().listing(ada, group)).isNull();
    assertThat(conversations().mark(ada, group)).isNull();
  }

  @Test
  void whoJoinsStartsWithTheMarkAtTheirJoining() {
    var group = group(ada, bob);
    send(group, ada, "before");
    var joined = tell(group, ada, Notice.Type.MEMBER_ADDED, "", eve);
    assertThat(mark(eve, group)).isEqualTo(new ReadMark(joined.seq(), 0, 0, null));

    send(group, ada, "after");

    assertThat(mark(eve, group)).isEqualTo(new ReadMark(joined.seq(), 1, 0, null));
    assertThat(mark(bob, group)).isEqualTo(new ReadMark(0, 2, 0, null));
  }

  @Test
  void whoComesBackStartsAgainWithoutTheirEarlierMessagesOrSettings() {
    var group = group(ada, bob);
    send(group, bob, "one");
    send(group, ada, "two");
    conversations().keep(bob, group, new Settings(true, true, true));
    tell(group, bob, Notice.Type.MEMBER_LEFT, "", bob);
    send(group, ada, "three");
    var back = tell(group, ada, Notice.Type.MEMBER_ADDED, "", bob);
    send(group, bob, "four");
    send(group, ada, "five");

    var listing = listing(bob, group);

    assertThat(listing.mark()).isEqualTo(new ReadMark(back.seq(), 1, 0, null));
    assertThat(listing.settings()).isEqualTo(Settings.DEFAULT);
  }

  @Test
  void aMarkOnlyMovesForwardAndNoFurtherThanTheHead() {
    var group = group(ada, bob);
    for (var i = 0; i < 3; i++) {
      send(group, ada, "message " + i);
    }

    var two = read(bob, group, 2);
    later(Duration.ofSeconds(1));
    var back = read(bob, group, 1);
    var end = read(bob, group, Long.MAX_VALUE);

    assertThat(two).isEqualTo(new ReadMark(2, 1, 0, now().minusSeconds(1)));
    assertThat(back).isEqualTo(two);
    assertThat(end).isEqualTo(new ReadMark(3, 0, 0, now()));
    assertThat(mark(bob, group)).isEqualTo(end);
    assertThat(told()).endsWith(new MarkMoved(group, bob, two), new MarkMoved(group, bob, end));
  }

  @Test
  void onlyMessagesOfOthersAfterTheMarkAreUnread() {
    var group = group(ada, bob);
    send(group, ada, "1");
    send(group, bob, "2");
    tell(group, ada, Notice.Type.RENAMED, "New");
    send(group, ada, "4");
    send(group, bob, "5");

    assertThat(mark(bob, group)).isEqualTo(new ReadMark(0, 2, 0, null));
    assertThat(read(bob, group, 2).unread()).isEqualTo(1);
    assertThat(read(bob, group, 3).unread()).isEqualTo(1);
    assertThat(read(bob, group, 4).unread()).isZero();
    assertThat(mark(ada, group).unread()).isEqualTo(2);
  }

  @Test
  void aDeletedMessageStaysUnreadUntilTheMarkPassesIt() {
    var group = group(ada, bob);
    var entry = send(group, ada, "oops");
    replace(entry.rev(), deleted(entry));

    assertThat(mark(bob, group).unread()).isEqualTo(1);
    assertThat(read(bob, group, 1).unread()).isZero();
  }

  @Test
  void theNextMessageBringsAnArchivedConversationBack() {
    var group = group(ada, bob);
    send(group, ada, "one");
    conversations().keep(bob, group, new Settings(true, false, true));
    tell(group, ada, Notice.Type.RENAMED, "New");
    assertThat(listing(bob, group).settings()).isEqualTo(new Settings(true, false, true));

    send(group, ada, "two");

    assertThat(listing(bob, group).settings()).isEqualTo(new Settings(true, false, false));
    assertThat(conversations().list(bob, null, 5)).containsExactly(listing(bob, group));
  }

  @Test
  void settingsAreEachParticipantsOwn() {
    var group = group(ada, bob);
    var settings = new Settings(true, false, true);

    conversations().keep(ada, group, settings);
    conversations().keep(eve, group, settings);

    assertThat(listing(ada, group).settings()).isEqualTo(settings);
    assertThat(listing(bob, group).settings()).isEqualTo(Settings.DEFAULT);
    assertThat(told())
        .filteredOn(SettingsChanged.class::isInstance)
        .containsExactly((ChatEvent) new SettingsChanged(group, ada));
  }

  @Test
  void aListingShowsWhatIsNeededOfAConversation() {
    var direct = direct(ada, bob);
    conversations().create(direct, pair(ada, bob));
    later(Duration.ofMinutes(1));
    var first = send(direct.id(), ada, "hello");
    later(Duration.ofMinutes(1));
    var second = send(direct.id(), bob, "hi");
    replace(second.rev(), deleted(second));

    var listing = listing(ada, direct.id());

    assertThat(listing)
        .isEqualTo(
            new Listing(
                direct,
                bob,
                log().head(direct.id()),
                first,
                second.createdAt(),
                new ReadMark(0, 1, 0, null),
                Settings.DEFAULT,
                false));
    assertThat(conversations().list(ada, null, 10)).containsExactly(listing);
  }

  @Test
  void aConversationWithoutMessagesHasNoLastOne() {
    var group = group(ada, bob);
    tell(group, ada, Notice.Type.RENAMED, "New");
    var entry = send(group, ada, "hello");
    replace(entry.rev(), deleted(entry));

    var listing = listing(ada, group);

    assertThat(listing.lastMessage()).isNull();
    assertThat(listing.otherUserId()).isNull();
  }

  @Test
  void theLastMessageIsShownAsItIsNow() {
    var group = group(ada, bob);
    var entry = send(group, ada, "hello");
    var edited = replace(entry.rev(), edited(entry, "hello!"));

    assertThat(listing(bob, group).lastMessage()).isEqualTo(edited);
  }

  @Test
  void theListIsByActivityAndItsPagesMeet() {
    var groups = new ArrayList<String>();
    for (var i = 0; i < 7; i++) {
      groups.add(group(ada, bob)); // all at one moment: the id decides
    }
    later(Duration.ofSeconds(1));
    send(groups.get(3), bob, "hello");
    later(Duration.ofSeconds(1));
    group(bob);

    var whole = conversations().list(ada, null, 10);
    var first = conversations().list(ada, null, 3);
    var second = conversations().list(ada, end(first), 3);
    var third = conversations().list(ada, end(second), 3);

    assertThat(whole).hasSize(7);
    assertThat(whole.getFirst().conversation().id()).isEqualTo(groups.get(3));
    assertThat(
            IntStream.range(0, 3)
                .boxed()
                .flatMap(i -> List.of(first, second, third).get(i).stream()))
        .isEqualTo(whole);
    assertThat(conversations().list(ada, end(third), 3)).isEmpty();
  }

  private static ListCursor end(List<Listing> page) {
    var last = page.getLast();
    return new ListCursor(last.activeAt(), last.conversation().id());
  }

  /// Of many users at once, whatever it was that changed.
  @Test
  void whatWasWrittenSinceIsFound() {
    var created = group(ada, bob);
    var changed = group(bob, eve);
    var quiet = group(ada, eve);
    var other = newId();
    var others = group(other);
    var entry = send(changed, bob, "one");
    send(changed, bob, "two");
    send(quiet, ada, "hello");
    later(Duration.ofSeconds(5));
    var since = now();
    send(created, ada, "one");
    assertThat(log().replace(entry.rev(), edited(entry, "one!"), EntryLog.ANY_ROSTER))
        .isInstanceOf(EntryLog.Replaced.Stored.class);
    send(others, other, "not theirs");
    group(ada);

    var written = conversations().writtenSince(List.of(ada, bob), since);

    assertThat(written.keySet()).containsExactlyInAnyOrder(created, changed);
    assertThat(written.get(created)).isEqualTo(log().head(created));
    assertThat(written.get(changed)).isEqualTo(log().head(changed));
    assertThat(conversations().writtenSince(List.of(eve), since).keySet()).containsExactly(changed);
    assertThat(conversations().writtenSince(List.of(ada, bob), since.plusMillis(1))).isEmpty();
    assertThat(conversations().writtenSince(List.of(), since)).isEmpty();
  }

  /// Also those beyond the first page of a list.
  @Test
  void howeverManyWereWrittenSinceAllAreFound() {
    var since = now();
    var groups = IntStream.range(0, 120).mapToObj(i -> group(ada, bob)).toList();
    groups.forEach(each -> send(each, bob, "hello"));

    assertThat(conversations().writtenSince(List.of(ada), since).keySet())
        .containsExactlyInAnyOrderElementsOf(groups);
  }

  @Test
  void companionsAreFromDirectConversationsAndGroupsThatAreNotTooLarge() {
    conversations().create(direct(ada, bob), pair(ada, bob));
    group(ada, bob, eve);
    var many = newIds(5);
    group(List.of(ada, many.get(0), many.get(1), many.get(2), many.get(3)));
    group(bob, newId());

    assertThat(conversations().companions(ada, 3)).containsExactlyInAnyOrder(bob, eve);
    assertThat(conversations().companions(ada, 1)).containsExactly(bob);
    assertThat(conversations().companions(ada, 5))
        .containsExactlyInAnyOrder(bob, eve, many.get(0), many.get(1), many.get(2), many.get(3));
    assertThat(conversations().companions(newId(), 5)).isEmpty();
  }
}
