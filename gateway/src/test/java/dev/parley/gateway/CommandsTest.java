package dev.parley.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.chat.ConversationStore.ListCursor;
import dev.parley.chat.EntryLog;
import dev.parley.chat.History;
import dev.parley.chat.MemberRole;
import dev.parley.chat.Refusal;
import dev.parley.chat.Refused;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Bodies and queries, read strictly.
class CommandsTest {
  private static final String ID = "0123456789abcdef01234567";

  @Test
  void aMessageNamesOnePlace() {
    var sent = SendMessage.ofBody(body("{'receiverId':'" + ID + "','text':'hi','url':null}"));

    assertThat(sent)
        .isEqualTo(
            new SendMessage(new SendMessage.Place.Receiver(ID), "hi", null, null, null, null));
    assertWrong(SendMessage::ofBody, "{'text':'hi'}", "conversationId");
    assertWrong(SendMessage::ofBody, "{'url':'x'}", "conversationId", "url");
    assertWrong(
        SendMessage::ofBody,
        "{'conversationId':'" + ID + "','receiverId':'" + ID + "'}",
        "conversationId",
        "text");
    assertWrong(
        SendMessage::ofBody,
        "{'conversationId':'" + ID.toUpperCase(Locale.ROOT) + "','text':1,'clientMessageId':{}}",
        "conversationId",
        "text",
        "clientMessageId");
  }

  @Test
  void aConversationIsDirectOrAGroup() {
    assertThat(ConversationCommands.create(body("{'type':'direct','userIds':['" + ID + "']}")))
        .isEqualTo(new ConversationCommands.NewConversation.Direct(ID));
    assertThat(ConversationCommands.create(body("{'type':'group','name':'G','userIds':[]}")))
        .isEqualTo(new ConversationCommands.NewConversation.Group("G", List.of()));
    assertWrong(ConversationCommands::create, "{'type':'both','userIds':'x'}", "userIds", "type");
    assertWrong(ConversationCommands::create, "{'type':'group','userIds':[7]}", "userIds", "name");
    assertWrong(ConversationCommands::create, "{'type':'direct','userIds':[]}", "userIds");
  }

  @Test
  void theOtherBodiesOfConversations() {
    assertThat(ConversationCommands.change(body("{'avatar':''}")).avatar()).isEmpty();
    assertThat(ConversationCommands.role(body("{'role':'admin'}"))).isEqualTo(MemberRole.ADMIN);
    assertThat(ConversationCommands.settings(body("{'muted':true}")).muted()).isTrue();
    assertThat(ConversationCommands.seq(body("{}"))).isNull();
    assertThat(ConversationCommands.userId(body("{'userId':'" + ID + "'}"))).isEqualTo(ID);
    assertWrong(ConversationCommands::change, "{}", "name");
    assertWrong(ConversationCommands::change, "{'name':1}", "name");
    assertWrong(ConversationCommands::role, "{'role':'king'}", "role");
    assertWrong(ConversationCommands::settings, "{'muted':'true','pinned':0}", "muted", "pinned");
    assertWrong(ConversationCommands::seq, "{'seq':1.0}", "seq");
    assertWrong(ConversationCommands::userId, "{'userId':'me'}", "userId");
  }

  @Test
  void theBodiesOfAccounts() {
    assertThat(AccountCommands.signIn(body("{'email':'a','password':'b','more':1}")))
        .isEqualTo(new AccountCommands.SignIn("a", "b"));
    assertWrong(
        AccountCommands::newAccount, "{'username':1,'email':'x'}", "username", "email", "password");
    assertWrong(AccountCommands::signIn, "{'email':1}", "email", "password");
    assertWrong(AccountCommands::profileChange, "{'password':1}", "password");
  }

  @Test
  void aPageOfHistoryLiesAtOnePlace() {
    assertThat(HistoryQuery.read(Map.of()))
        .isEqualTo(
            new HistoryQuery(20, new History.Place.Newest(), EntryLog.Scope.LIVE_MESSAGES, null));
    assertThat(HistoryQuery.read(Map.of("before", ID, "limit", "100", "entries", "all")))
        .isEqualTo(new HistoryQuery(100, new History.Place.Before(ID), EntryLog.Scope.ALL, ID));
    assertThat(HistoryQuery.read(Map.of("sinceRev", "0")).place())
        .isEqualTo(new History.Place.Since(0));
    assertWrong(() -> HistoryQuery.read(Map.of("limit", "101")), "limit");
    assertWrong(() -> HistoryQuery.read(Map.of("limit", "ten")), "limit");
    assertWrong(() -> HistoryQuery.read(Map.of("after", "x")), "after");
    assertWrong(() -> HistoryQuery.read(Map.of("entries", "some")), "entries");
    assertWrong(() -> HistoryQuery.read(Map.of("before", ID, "sinceRev", "1")), "before");
  }

  @Test
  void aCursorOfTheListComesBackAsItWas() {
    var cursor = new ListCursor(Instant.parse("2026-11-22T10:00:00.007Z"), ID);

    assertThat(ListCursors.read("1795341600007-" + ID)).isEqualTo(cursor);
    assertThat(ListCursors.read(null)).isNull();
    assertWrong(() -> ListCursors.read("next"), "cursor");
  }

  @Test
  void anIdInAPathIsChecked() {
    assertThat(Fields.requireId("id", ID)).isEqualTo(ID);
    assertWrong(() -> Fields.requireId("id", "1"), "id");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "7", "null", "{", "{} {}", "{'a':1,'a':2}", "{'a':NaN}"})
  void aBodyThatIsNoJsonObjectIsRefused(String json) {
    var refused = refusal(() -> body(json));

    assertThat(refused.refusal()).isEqualTo(Refusal.INVALID_PAYLOAD);
  }

  private static Fields body(String json) {
    return new Fields(Json.object(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
  }

  private static void assertWrong(Consumer<Fields> read, String json, String... fields) {
    assertWrong(() -> read.accept(body(json)), fields);
  }

  private static void assertWrong(ThrowingCallable read, String... fields) {
    var refused = refusal(read);
    assertThat(refused.refusal()).isEqualTo(Refusal.VALIDATION_FAILED);
    assertThat(refused.fields()).extracting(Refused.Field::field).containsExactly(fields);
  }

  private static Refused refusal(ThrowingCallable read) {
    return catchThrowableOfType(Refused.class, read);
  }
}
