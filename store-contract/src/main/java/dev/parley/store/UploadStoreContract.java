package dev.parley.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.Conversation;
import dev.parley.chat.Draft;
import dev.parley.chat.Entry;
import dev.parley.chat.EntryLog;
import dev.parley.chat.Events;
import dev.parley.chat.Ids;
import dev.parley.chat.Member;
import dev.parley.chat.MemberRole;
import dev.parley.chat.Message;
import dev.parley.chat.Notice;
import dev.parley.chat.Upload;
import dev.parley.chat.UploadStore;
import dev.parley.chat.User;
import dev.parley.chat.UserRole;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every store of uploads must do.
public abstract class UploadStoreContract {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final Instant LATER = NOW.plus(Duration.ofDays(2));
  private static final long NO_QUOTA = Long.MAX_VALUE;

  private final String ada = Ids.at(NOW);
  private final String bob = Ids.at(NOW);
  private final String eve = Ids.at(NOW);
  private @Nullable FilesPorts opened;

  /// A fresh, empty store.
  protected abstract FilesPorts open(Events events, InstantSource clock);

  @BeforeEach
  void openStore() {
    opened = open(event -> {}, () -> NOW);
  }

  @AfterEach
  void closeStore() throws Exception {
    ports().store().close();
  }

  private FilesPorts ports() {
    return Objects.requireNonNull(opened);
  }

  private UploadStore uploads() {
    return ports().uploads();
  }

  private Upload added(String user) {
    var upload = upload(user, "k1", 10);
    assertThat(uploads().add(upload, NO_QUOTA)).isTrue();
    return upload;
  }

  private static Upload upload(String user, String key, long size) {
    return new Upload(Ids.at(NOW), user, key, "a.txt", "text/plain", size, NOW, NOW, null);
  }

  private static String url(Upload upload) {
    return "/api/v1/uploads/" + upload.id();
  }

  private String group(String avatar, String... users) {
    var id = Ids.at(NOW);
    var members =
        List.of(users).stream().map(user -> new Member(user, MemberRole.OWNER, 0)).toList();
    var group =
        new Conversation(
            id, Conversation.Type.GROUP, "Group", avatar.isEmpty() ? null : avatar, ada, NOW);
    assertThat(ports().conversations().create(group, members)).isTrue();
    return id;
  }

  private Entry append(String conversation, String sender, Entry.Body body) {
    var rev = ports().conversations().roster(conversation).memberRev();
    var draft = new Draft(conversation, sender, body, Ids.at(NOW), rev);
    return ((EntryLog.Appended.Stored) ports().log().append(draft)).entry();
  }

  private Entry send(String conversation, String sender, Upload upload) {
    return append(conversation, sender, new Message(null, url(upload), null, null, List.of()));
  }

  private void delete(Entry entry) {
    var tombstone =
        new Entry(
            entry.id(),
            entry.conversationId(),
            entry.position(),
            entry.senderId(),
            new Message(null, null, null, null, List.of()),
            entry.clientMessageId(),
            entry.createdAt(),
            NOW,
            null,
            NOW);
    assertThat(ports().log().replace(entry.rev(), tombstone, EntryLog.ANY_ROSTER))
        .isInstanceOf(EntryLog.Replaced.Stored.class);
  }

  @Test
  void anUploadIsKeptAsItWas() {
    var plain = upload(ada, "k1", 10);
    var picture =
        new Upload(
            Ids.at(NOW),
            ada,
            "k2",
            "ü \" \n.png",
            "image/png",
            20,
            NOW,
            NOW,
            new Upload.Picture(3, 4, new Upload.Thumbnail("k3", "image/png")));

    assertThat(uploads().add(plain, NO_QUOTA)).isTrue();
    assertThat(uploads().add(picture, NO_QUOTA)).isTrue();

    assertThat(uploads().upload(plain.id())).isEqualTo(plain);
    assertThat(uploads().upload(picture.id())).isEqualTo(picture);
    assertThat(uploads().upload(Ids.at(NOW))).isNull();
    assertThat(uploads().size(ada)).isEqualTo(30);
    assertThat(uploads().size(bob)).isZero();
    assertThat(uploads().held(List.of("k1", "k2", "k3", "k4"))).isEqualTo(Set.of("k1", "k2", "k3"));
  }

  @Test
  void anIdThatIsKnownStaysAsItIs() {
    var first = added(ada);
    var second = new Upload(first.id(), bob, "k9", "b.txt", "text/plain", 5, NOW, NOW, null);

    assertThat(uploads().add(second, NO_QUOTA)).isTrue();

    assertThat(uploads().upload(first.id())).isEqualTo(first);
  }

  @Test
  void aQuotaHoldsToTheByteAlsoAtOnce() {
    assertThat(uploads().add(upload(ada, "k", 60), 100)).isTrue();
    assertThat(uploads().add(upload(ada, "k", 41), 100)).isFalse();
    assertThat(uploads().add(upload(ada, "k", 40), 100)).isTrue();
    assertThat(uploads().add(upload(bob, "k", 100), 100)).isTrue();

    var stored = Race.run(8, i -> uploads().add(upload(eve, "k", 30), 100));

    assertThat(stored).containsOnly(true, false).filteredOn(done -> done).hasSize(3);
    assertThat(uploads().size(eve)).isEqualTo(90);
  }

  @Test
  void itIsReadByItsOwnerAndThoseWhoHaveAMessageWithIt() {
    var upload = added(ada);
    assertThat(uploads().mayRead(ada, upload.id())).isTrue();
    assertThat(uploads().mayRead(bob, upload.id())).isFalse();

    var entry = send(group("", ada, bob), ada, upload);

    assertThat(uploads().mayRead(bob, upload.id())).isTrue();
    assertThat(uploads().mayRead(eve, upload.id())).isFalse();
    delete(entry);
    assertThat(uploads().mayRead(bob, upload.id())).isFalse();
    assertThat(uploads().mayRead(ada, upload.id())).isTrue();
  }

  @Test
  void whoWasRemovedReadsItNoMore() {
    var upload = added(ada);
    var group = group("", ada, bob);
    send(group, ada, upload);

    append(group, ada, new Notice(Notice.Type.MEMBER_REMOVED, List.of(bob), ""));

    assertThat(uploads().mayRead(bob, upload.id())).isFalse();
  }

  @Test
  void anAvatarIsReadByEverybody() {
    var own = added(ada);
    var ofGroup = added(ada);
    var user = new User(bob, "bob", "bob@example.org", url(own), UserRole.USER, NOW);
    ports().users().add(user, "hash");
    group(url(ofGroup), ada);

    assertThat(uploads().mayRead(eve, own.id())).isTrue();
    assertThat(uploads().mayRead(eve, ofGroup.id())).isTrue();
    assertThat(uploads().unused(LATER, 10)).isEmpty();
  }

  @Test
  void whatNothingNamesIsUnusedAfterAWhile() {
    var upload = added(ada);

    assertThat(uploads().unused(NOW, 10)).isEmpty();
    assertThat(uploads().unused(LATER, 10)).containsExactly(upload);
    uploads().use(upload.id(), LATER);
    assertThat(uploads().unused(LATER, 10)).isEmpty();
    assertThat(uploads().removeUnused(upload.id(), LATER)).isFalse();
    assertThat(uploads().removeUnused(upload.id(), LATER.plusMillis(1))).isTrue();
    assertThat(uploads().upload(upload.id())).isNull();
    assertThat(uploads().held(List.of(upload.key()))).isEmpty();
  }

  @Test
  void whatAMessageNamesIsUsedUntilTheLastIsDeletedOrEverybodyHasGone() {
    var upload = added(ada);
    var group = group("", ada);
    var first = send(group, ada, upload);
    var second = send(group, ada, upload);

    delete(first);
    assertThat(uploads().unused(LATER, 10)).isEmpty();
    assertThat(uploads().removeUnused(upload.id(), LATER)).isFalse();
    delete(second);
    assertThat(uploads().unused(LATER, 10)).containsExactly(upload);

    send(group, ada, upload);
    assertThat(uploads().unused(LATER, 10)).isEmpty();
    append(group, ada, new Notice(Notice.Type.DELETED, List.of(ada), ""));
    assertThat(uploads().unused(LATER, 10)).containsExactly(upload);
  }

  @Test
  void whatIsAwaitedIsKnownUntilItComesOrIsForgotten() {
    var awaited = new Upload.Awaited(Ids.at(NOW), ada, "a.txt", NOW);
    var other = new Upload.Awaited(Ids.at(NOW), ada, "b.txt", NOW);
    uploads().await(awaited);
    uploads().await(other);
    assertThat(uploads().awaited(awaited.id())).isEqualTo(awaited);

    var upload = new Upload(awaited.id(), ada, "k", "a.txt", "text/plain", 1, NOW, NOW, null);
    uploads().add(upload, NO_QUOTA);

    assertThat(uploads().awaited(awaited.id())).isNull();
    assertThat(uploads().removeAwaited(NOW)).isEmpty();
    assertThat(uploads().removeAwaited(LATER)).containsExactly(other.id());
    assertThat(uploads().awaited(other.id())).isNull();
  }
}
