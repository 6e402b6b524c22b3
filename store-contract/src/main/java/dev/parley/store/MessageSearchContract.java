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
import dev.parley.chat.MessageSearch;
import dev.parley.chat.Notice;
import dev.parley.chat.SearchTerms;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every search must do.
public abstract class MessageSearchContract {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final String ada = Ids.at(NOW);
  private final String bob = Ids.at(NOW);
  private volatile Instant now = NOW;
  private @Nullable SearchPorts opened;

  /// A fresh, empty store.
  protected abstract SearchPorts open(Events events, InstantSource clock);

  @BeforeEach
  void openStore() {
    opened = open(event -> {}, () -> now);
  }

  @AfterEach
  void closeStore() throws Exception {
    ports().store().close();
  }

  private SearchPorts ports() {
    return Objects.requireNonNull(opened);
  }

  private String group(String... users) {
    var id = Ids.at(NOW);
    var members =
        List.of(users).stream().map(user -> new Member(user, MemberRole.OWNER, 0)).toList();
    var group = new Conversation(id, Conversation.Type.GROUP, "Group", null, ada, NOW);
    assertThat(ports().conversations().create(group, members)).isTrue();
    return id;
  }

  private Entry append(String conversation, String sender, Entry.Body body) {
    var rev = ports().conversations().roster(conversation).memberRev();
    var draft = new Draft(conversation, sender, body, Ids.at(NOW), rev);
    return ((EntryLog.Appended.Stored) ports().log().append(draft)).entry();
  }

  private Entry send(String conversation, String sender, String text) {
    return append(conversation, sender, new Message(text, null, null, null, List.of()));
  }

  private void change(Entry entry, @Nullable String text) {
    var changed =
        new Entry(
            entry.id(),
            entry.conversationId(),
            entry.position(),
            entry.senderId(),
            new Message(text, null, null, null, List.of()),
            entry.clientMessageId(),
            entry.createdAt(),
            now,
            now,
            text == null ? now : null);
    assertThat(ports().log().replace(entry.rev(), changed, EntryLog.ANY_ROSTER))
        .isInstanceOf(EntryLog.Replaced.Stored.class);
  }

  private MessageSearch.Query query(String user, String typed) {
    return new MessageSearch.Query(user, SearchTerms.of(typed), null, null, null, null, null, 100);
  }

  private List<String> find(MessageSearch.Query query) {
    return ports().search().find(query).stream()
        .map(found -> ((Message) found.entry().body()).text())
        .map(String::valueOf)
        .toList();
  }

  private List<String> find(String user, String typed) {
    return find(query(user, typed));
  }

  /// The last message of each conversation is found, so that all before it are.
  private void settle(String... conversations) {
    var marker = "marker" + Ids.at(NOW);
    for (var conversation : conversations) {
      send(conversation, ada, marker);
    }
    await(() -> find(ada, marker).size() == conversations.length);
  }

  private static void await(Callable<Boolean> condition) {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(2))
        .until(condition);
  }

  @Test
  void messagesAreFoundByTheirWordsNewestFirst() {
    var group = group(ada, bob);
    send(group, ada, "The quick brown fox");
    send(group, bob, "a QUICK answer");
    send(group, bob, "slow");
    settle(group);

    assertThat(find(ada, "quick")).containsExactly("a QUICK answer", "The quick brown fox");
    assertThat(find(bob, "fox qui")).containsExactly("The quick brown fox");
    assertThat(find(bob, "\"quick fox\"")).isEmpty();
    assertThat(find(bob, "qu slow")).isEmpty();
  }

  @Test
  void chineseJapaneseAndKoreanIsFound() {
    var group = group(ada);
    send(group, ada, "我爱中国人民");
    send(group, ada, "東京タワーに行った");
    send(group, ada, "한국어를 배워요");
    settle(group);

    assertThat(find(ada, "中国")).containsExactly("我爱中国人民");
    assertThat(find(ada, "爱")).containsExactly("我爱中国人民");
    assertThat(find(ada, "タワ")).containsExactly("東京タワーに行った");
    assertThat(find(ada, "국어")).containsExactly("한국어를 배워요");
    assertThat(find(ada, "国中")).isEmpty();
  }

  @Test
  void onlyConversationsOneIsInNowAreSearched() {
    var both = group(ada, bob);
    var own = group(ada);
    send(both, ada, "secret one");
    send(own, ada, "secret two");
    settle(both, own);
    assertThat(find(bob, "secret")).containsExactly("secret one");

    append(both, ada, new Notice(Notice.Type.MEMBER_REMOVED, List.of(bob), ""));

    assertThat(find(bob, "secret")).isEmpty();
    append(both, ada, new Notice(Notice.Type.MEMBER_ADDED, List.of(bob), ""));
    assertThat(find(bob, "secret")).containsExactly("secret one");
  }

  @Test
  void editsAndDeletionsAreFollowed() {
    var group = group(ada);
    var edited = send(group, ada, "before");
    var deleted = send(group, ada, "before too");
    await(() -> find(ada, "before").size() == 2);

    change(edited, "after");
    change(deleted, null);

    assertThat(find(ada, "too")).isEmpty();
    await(() -> find(ada, "after").size() == 1);
    assertThat(find(ada, "before")).isEmpty();
  }

  @Test
  void noticesAreNotFound() {
    var group = group(ada);
    append(group, ada, new Notice(Notice.Type.RENAMED, List.of(), "treasure"));
    settle(group);

    assertThat(find(ada, "treasure")).isEmpty();
  }

  @Test
  void aSearchIsNarrowedByConversationSenderAndTime() {
    var one = group(ada, bob);
    var two = group(ada, bob);
    send(one, ada, "word 1");
    now = NOW.plus(Duration.ofDays(1));
    send(one, bob, "word 2");
    now = NOW.plus(Duration.ofDays(2));
    send(two, ada, "word 3");
    settle(one, two);
    var day = NOW.plus(Duration.ofDays(1));

    assertThat(find(narrowed(one, null, null, null))).containsExactly("word 2", "word 1");
    assertThat(find(narrowed(null, ada, null, null))).containsExactly("word 3", "word 1");
    assertThat(find(narrowed(null, null, day, null))).containsExactly("word 3", "word 2");
    assertThat(find(narrowed(null, null, null, day))).containsExactly("word 1");
    assertThat(find(narrowed(one, bob, day, day.plusMillis(1)))).containsExactly("word 2");
    assertThat(find(narrowed(null, null, Instant.MIN, Instant.MAX))).hasSize(3);
    assertThat(find(narrowed(null, null, Instant.MAX, Instant.MIN))).isEmpty();
    assertThat(find(narrowed(Ids.at(NOW), null, null, null))).isEmpty();
  }

  private MessageSearch.Query narrowed(
      @Nullable String conversation,
      @Nullable String sender,
      @Nullable Instant from,
      @Nullable Instant to) {
    return new MessageSearch.Query(
        ada, SearchTerms.of("word"), conversation, sender, from, to, null, 10);
  }

  @Test
  void pagesFollowOneAnotherAlsoWithinAMillisecond() {
    var sent = new ArrayList<String>();
    for (var i = 0; i < 25; i++) {
      sent.addFirst("page " + i);
      send(group(ada), ada, "page " + i);
    }
    await(() -> find(ada, "page").size() == 25);

    var found = new ArrayList<String>();
    Long before = null;
    do {
      var page =
          ports()
              .search()
              .find(
                  new MessageSearch.Query(
                      ada, SearchTerms.of("page"), null, null, null, null, before, 10));
      page.forEach(hit -> found.add(((Message) hit.entry().body()).text()));
      before = page.size() < 10 ? null : page.getLast().place();
    } while (before != null);

    assertThat(found).containsExactlyInAnyOrderElementsOf(sent).doesNotHaveDuplicates();
  }

  @Test
  void nothingThatIsTypedHasAMeaningToTheStore() {
    var group = group(ada);
    send(group, ada, "NEAR and OR not text tags c1 100% O'Brien");
    settle(group);

    for (var typed :
        List.of("NEAR", "and OR", "not", "text:near", "^near", "o'brien", "100%", "near(and)")) {
      assertThat(find(ada, typed)).as(typed).isNotNull();
    }
    assertThat(find(ada, "o'brien")).hasSize(1);
    assertThat(find(ada, "near OR")).hasSize(1);
    assertThat(find(ada, "c2")).isEmpty();
    assertThat(find(ada, "*) OR (zz")).isEmpty();
  }
}
