package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

@ExtendWith(ServerExtension.class)
final class AdminTest {
  private final Api api;
  private final Parley parley;

  AdminTest(Api api, Parley parley) {
    this.api = api;
    this.parley = parley;
  }

  @Test
  void adminsSeeWhoIsConnected() {
    var admin = Administrator.of(api, parley);
    var bob = api.person("bob");
    try (var first = bob.socket();
        var second = bob.socket()) {
      first.call("heartbeat", Map.of("timestamp", 1));
      second.call("heartbeat", Map.of("timestamp", 1));

      var stats = admin.get("ws/stats").send().data();
      var users = admin.get("ws/users").send().data();

      assertThat(texts(stats.get("users"))).contains(bob.id()).doesNotContain(admin.id());
      assertThat(stats.get("connectedUsers").asInt()).isEqualTo(stats.get("users").size());
      assertThat(stats.get("connections").asInt()).isGreaterThanOrEqualTo(2);
      assertThat(stats.get("nodes").asInt()).isEqualTo(1);
      assertThat(stats.propertyNames()).contains("uptimeSeconds", "messagesPerSecond");
      assertThat(texts(users.get("users"))).contains(bob.id());
      assertThat(users.get("count").asInt()).isEqualTo(users.get("users").size());
    }
  }

  @Test
  void nobodyElseDoes() {
    assertThat(api.get("ws/stats").send().status()).isEqualTo(401);
    assertThat(api.person("eve").get("ws/stats").send())
        .extracting(Api.Answer::status, Api.Answer::error)
        .containsExactly(403, "FORBIDDEN");
  }

  private static Iterable<String> texts(JsonNode array) {
    return array.valueStream().map(JsonNode::asString).toList();
  }
}
