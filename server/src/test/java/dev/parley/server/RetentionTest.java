package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ServerExtension.class)
final class RetentionTest {
  private final Api api;
  private final Person ada;
  private final Person bob;

  RetentionTest(Api api) {
    this.api = api;
    this.ada = api.person("ada");
    this.bob = api.person("bob");
  }

  private static Api.Answer set(Person by, String conversation, Object days) {
    return by.put("conversations/" + conversation + "/retention").send(Map.of("days", days));
  }

  @Test
  void theOwnerDecidesAndAllSeeItInTheTimeline() {
    var group = ada.group("Group", bob);
    try (var bobs = bob.socket()) {
      var answer = set(ada, group, 30);

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.data().get("retention").asInt()).isEqualTo(30);
      var notice = bobs.event("new_notice").get("notice");
      assertThat(notice.get("type").asString()).isEqualTo("retention_changed");
      assertThat(notice.get("days").asInt()).isEqualTo(30);
      assertThat(bobs.event("conversation_updated").get("retention").asInt()).isEqualTo(30);

      var off =
          ada.put("conversations/" + group + "/retention")
              .send(Collections.singletonMap("days", null));

      assertThat(off.data().has("retention")).isFalse();
      assertThat(bobs.event("new_notice").get("notice").has("days")).isFalse();
    }
  }

  @Test
  void othersAndRubbishAreRefused() {
    var group = ada.group("Group", bob);

    assertThat(set(bob, group, 7).status()).isEqualTo(403);
    assertThat(set(api.person("eve"), group, 7).status()).isEqualTo(404);
    assertThat(set(ada, group, 0).wrongFields()).containsExactly("days");
    assertThat(set(ada, group, 36_501).wrongFields()).containsExactly("days");
    assertThat(set(ada, group, "week").wrongFields()).containsExactly("days");
    assertThat(set(ada, "rubbish", 7).status()).isEqualTo(400);
    assertThat(api.put("conversations/" + group + "/retention").send(Map.of()).status())
        .isEqualTo(401);
  }

  @Test
  void eitherOfADirectConversationDecides() {
    var direct = ada.direct(bob);

    assertThat(set(bob, direct, 7).data().get("retention").asInt()).isEqualTo(7);
    assertThat(set(ada, direct, 9).data().get("retention").asInt()).isEqualTo(9);
  }
}
