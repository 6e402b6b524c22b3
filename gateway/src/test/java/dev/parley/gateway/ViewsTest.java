package dev.parley.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.Accounts;
import dev.parley.chat.History;
import dev.parley.chat.Messages;
import dev.parley.chat.User;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The exact JSON of the contract.
class ViewsTest {
  private static final String NOW = "2026-11-22T10:00:00.000Z";

  private ChatServer chat;
  private User ada;
  private User bob;

  @BeforeEach
  void start(@TempDir Path folder) {
    chat = new ChatServer(folder);
    ada = chat.user("ada");
    bob = chat.user("bob");
  }

  @AfterEach
  void stop() {
    chat.close();
  }

  @Test
  void aMessageHasItsPlainFieldsAlwaysAndTheOthersWhenTheyAreThere() {
    var direct = chat.direct(ada, bob);
    var plain = chat.send(ada, direct, "hi", "c1").entry();
    var full =
        chat.messages
            .send(
                new Messages.Outgoing(
                    ada.id(), direct, null, "https://example.org/a", "a.png", plain.id(), "c2"))
            .entry();

    assertThat(Json.text(chat.views.message(plain)))
        .isEqualTo(
            """
            {"id":"%s","conversationId":"%s","senderId":"%s","senderName":"ada",\
            "text":"hi","url":null,"fileName":null,\
            "createdAt":"%s","updatedAt":"%s","seq":1,"rev":1,"kind":"message",\
            "clientMessageId":"c1"}\
            """
                .formatted(plain.id(), direct, ada.id(), NOW, NOW));
    assertThat(Json.text(chat.views.message(full)))
        .contains("\"text\":null,\"url\":\"https://example.org/a\",\"fileName\":\"a.png\"")
        .contains("\"createdAt\":\"2026-11-22T10:00:00.001Z\"")
        .endsWith("\"clientMessageId\":\"c2\",\"replyTo\":\"" + plain.id() + "\"}");
  }

  @Test
  void aDirectConversationIsNamedAfterTheOtherUserAndShowsTheirAvatar() {
    var direct = chat.direct(ada, bob);
    chat.accounts.change(
        bob.id(),
        null,
        new Accounts.ProfileChange(null, "https://example.org/bob.png", null, null));

    var view = chat.views.conversation(chat.conversations.listing(ada.id(), direct));

    assertThat(Json.text(view))
        .isEqualTo(
            """
            {"id":"%s","name":"bob","avatar":"https://example.org/bob.png","ownerId":null,\
            "type":"direct","createdAt":"%s","unreadCount":0,"lastReadAt":null,\
            "otherUserId":"%s","lastMessage":null,"lastSeq":0,"readSeq":0,"rev":0,\
            "muted":false,"pinned":false,"archived":false,"mentions":0}\
            """
                .formatted(direct, NOW, bob.id()));
  }

  @Test
  void aGroupsDetailsHoldItsMembersAndTheEmailsOfOneselfAndFriends() {
    var cy = chat.user("cyd");
    var group = chat.group(ada, bob, cy);

    var detail =
        chat.views.detail(
            bob.id(),
            Set.of(cy.id()),
            chat.conversations.listing(bob.id(), group),
            chat.conversations.roster(bob.id(), group));

    assertThat(Json.text(detail))
        .startsWith("{\"id\":\"" + group + "\",\"name\":\"Group\",\"avatar\":null,\"ownerId\":\"")
        .doesNotContain("otherUserId")
        .endsWith(
            """
            "members":[\
            {"id":"%s","username":"ada","createdAt":"%s","role":"owner"},\
            {"id":"%s","username":"bob","email":"bob@example.org","createdAt":"%s",\
            "role":"member"},\
            {"id":"%s","username":"cyd","email":"cyd@example.org","createdAt":"%s",\
            "role":"member"}]}\
            """
                .formatted(ada.id(), NOW, bob.id(), NOW, cy.id(), NOW));
  }

  @Test
  void theListIsSplitByType() {
    var direct = chat.direct(ada, bob);
    var group = chat.group(ada, bob);

    var list = chat.views.list(chat.conversations.list(ada.id(), null, 10), "next");

    assertThat(list.direct()).extracting(ConversationView::id).containsExactly(direct);
    assertThat(list.group()).extracting(ConversationView::id).containsExactly(group);
    assertThat(Json.text(list)).endsWith("\"nextCursor\":\"next\"}");
  }

  @Test
  void aPageOfHistorySaysWhatWasAsked() {
    var query = HistoryQuery.read(Map.of("limit", "5"));

    var view = chat.views.history(query, new History.Page(List.of(), false, 3));

    assertThat(Json.text(view))
        .isEqualTo(
            """
            {"success":true,"data":[],\
            "pagination":{"limit":5,"before":null,"hasMore":false,"rev":3}}\
            """);
  }

  @Test
  void anEmailIsShownToOneselfAndToWhoSearchedTheWholeName() {
    assertThat(Json.text(UserView.of(ada))).doesNotContain("email").doesNotContain("role");
    assertThat(UserView.self(ada).email()).isEqualTo("ada@example.org");
    assertThat(UserView.self(ada).role()).isEqualTo("user");
    assertThat(UserView.found(ada, "ADA", false).email()).isEqualTo("ada@example.org");
    assertThat(UserView.found(ada, "ad", false).email()).isNull();
    assertThat(UserView.found(ada, "ad", true).email()).isEqualTo("ada@example.org");
  }
}
