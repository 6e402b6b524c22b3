package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ServerExtension.class)
final class ReportTest {
  private static final String NOBODY = "f".repeat(24);

  private final Api api;
  private final Person admin;
  private final Person ada;
  private final Person bob;

  ReportTest(Api api, Parley parley) {
    this.api = api;
    this.admin = Administrator.of(api, parley);
    this.ada = api.person("ada");
    this.bob = api.person("bob");
  }

  private static Api.Answer report(Person by, String field, String id) {
    return by.post("users/report").send(Map.of(field, id, "reason", "It is rude"));
  }

  private static String id(Api.Answer answer) {
    return answer.data().get("id").asString();
  }

  @Test
  void aReportedMessageIsKeptAsItWasThen() {
    var direct = bob.direct(ada);
    var message = id(bob.say(direct, "something rude"));

    var filed = report(ada, "messageId", message);
    bob.put("messages/" + message).send(Map.of("text", "something nice"));

    assertThat(filed.status()).isEqualTo(201);
    assertThat(filed.data().get("status").asString()).isEqualTo("open");
    var seen = admin.get("ws/reports").send().data().get("reports").get(0);
    assertThat(seen.get("id").asString()).isEqualTo(id(filed));
    assertThat(seen.get("reporterId").asString()).isEqualTo(ada.id());
    assertThat(seen.get("targetType").asString()).isEqualTo("message");
    assertThat(seen.get("targetId").asString()).isEqualTo(message);
    assertThat(seen.get("authorId").asString()).isEqualTo(bob.id());
    assertThat(seen.get("conversationId").asString()).isEqualTo(direct);
    assertThat(seen.get("text").asString()).isEqualTo("something rude");
    assertThat(seen.get("reason").asString()).isEqualTo("It is rude");
  }

  @Test
  void oneOpenReportOfATargetIsEnough() {
    var first = report(ada, "userId", bob.id());
    var second = report(ada, "userId", bob.id());

    assertThat(first.status()).isEqualTo(201);
    assertThat(second.status()).isEqualTo(200);
    assertThat(id(second)).isEqualTo(id(first));
  }

  @Test
  void onlyWhatOneMaySeeIsReported() {
    var eve = api.person("eve");
    var direct = bob.direct(ada);
    var message = id(bob.say(direct, "hello"));

    assertThat(report(eve, "messageId", message).status()).isEqualTo(404);
    assertThat(report(eve, "conversationId", direct).status()).isEqualTo(404);
    assertThat(report(eve, "userId", NOBODY).status()).isEqualTo(404);
    assertThat(report(eve, "userId", eve.id()).status()).isEqualTo(400);
    assertThat(report(ada, "conversationId", direct).status()).isEqualTo(201);
    bob.delete("messages/" + message).send();
    assertThat(report(ada, "messageId", message).status()).isEqualTo(404);
  }

  @Test
  void everyWrongFieldOfAReportIsNamed() {
    var both = Map.of("userId", bob.id(), "messageId", NOBODY, "reason", "x");

    assertThat(ada.post("users/report").send(Map.of()).wrongFields())
        .containsExactly("userId", "reason");
    assertThat(ada.post("users/report").send(both).wrongFields()).containsExactly("userId");
    assertThat(report(ada, "userId", "rubbish").status()).isEqualTo(400);
    var tooLong = Map.of("userId", bob.id(), "reason", "x".repeat(1_001));
    assertThat(ada.post("users/report").send(tooLong).wrongFields()).containsExactly("reason");
    assertThat(api.post("users/report").send(both).status()).isEqualTo(401);
  }

  @Test
  void anAdminClosesAReportWithANote() {
    var report = id(report(ada, "userId", bob.id()));

    var closed =
        admin.put("ws/reports/" + report).send(Map.of("status", "resolved", "note", "Talked to"));

    assertThat(closed.status()).isEqualTo(200);
    assertThat(closed.data().get("status").asString()).isEqualTo("resolved");
    assertThat(closed.data().get("closedBy").asString()).isEqualTo(admin.id());
    assertThat(closed.data().get("note").asString()).isEqualTo("Talked to");
    var resolved = admin.get("ws/reports?status=resolved").send().data().get("reports");
    assertThat(resolved.get(0)).isEqualTo(closed.data());
    assertThat(admin.get("ws/reports?status=open&limit=200").send().text()).doesNotContain(report);
    assertThat(acts()).first().isEqualTo("report.close");
    assertThat(report(ada, "userId", bob.id()).status()).isEqualTo(201);
  }

  private List<String> acts() {
    return admin
        .get("ws/audit")
        .send()
        .data()
        .get("entries")
        .valueStream()
        .filter(entry -> entry.get("adminId").asString().equals(admin.id()))
        .map(entry -> entry.get("act").asString())
        .toList();
  }

  @Test
  void aReportIsReadAndClosedWithWellFormedWords() {
    assertThat(admin.get("ws/reports?status=rubbish").send().wrongFields())
        .containsExactly("status");
    assertThat(admin.get("ws/reports?cursor=rubbish").send().wrongFields())
        .containsExactly("cursor");
    assertThat(admin.put("ws/reports/" + NOBODY).send(Map.of("status", "resolved")).status())
        .isEqualTo(404);
    assertThat(admin.put("ws/reports/" + NOBODY).send(Map.of("status", "open")).wrongFields())
        .containsExactly("status");
    assertThat(admin.put("ws/reports/rubbish").send(Map.of("status", "resolved")).status())
        .isEqualTo(400);
  }

  @Test
  void anAdminRemovesAMessageLive() {
    var direct = bob.direct(ada);
    var message = id(bob.say(direct, "something rude"));
    try (var adas = ada.socket()) {
      assertThat(admin.delete("ws/messages/" + message).send().status()).isEqualTo(200);

      var seen = adas.event("message_updated");
      assertThat(seen.get("id").asString()).isEqualTo(message);
      assertThat(seen.get("text").isNull()).isTrue();
      assertThat(seen.get("deletedAt").asString()).endsWith("Z");
    }
    assertThat(admin.delete("ws/messages/" + message).send().status()).isEqualTo(404);
    assertThat(admin.delete("ws/messages/rubbish").send().status()).isEqualTo(400);
    assertThat(acts()).containsExactly("message.remove");
  }

  @Test
  void anAdminRemovesAMemberAndTheOwnerToo() {
    var group = ada.group("Group", bob);
    var path = "ws/conversations/" + group + "/user/";
    try (var adas = ada.socket();
        var bobs = bob.socket()) {
      assertThat(admin.delete(path + ada.id()).send().status()).isEqualTo(200);

      assertThat(adas.event("participant_removed").get("user_id").asString()).isEqualTo(ada.id());
      var notice = bobs.event("new_notice").get("notice");
      assertThat(notice.get("type").asString()).isEqualTo("member_removed");
      assertThat(bobs.event("conversation_updated").get("ownerId").asString()).isEqualTo(bob.id());
    }
    assertThat(ada.get("messages/conversation/" + group).send().status()).isEqualTo(404);
    assertThat(admin.delete(path + ada.id()).send().status()).isEqualTo(404);
    assertThat(admin.delete("ws/conversations/" + NOBODY + "/user/" + bob.id()).send().status())
        .isEqualTo(404);
    var direct = ada.direct(bob);
    assertThat(admin.delete("ws/conversations/" + direct + "/user/" + bob.id()).send().error())
        .isEqualTo("DIRECT_CONVERSATION");
    assertThat(acts()).containsExactly("conversation.remove_member");
  }
}
