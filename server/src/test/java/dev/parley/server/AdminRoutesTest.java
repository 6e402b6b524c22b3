package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every admin route says no before it looks at anything else.
@ExtendWith(ServerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AdminRoutesTest {
  private final Api api;
  private final Person eve;

  AdminRoutesTest(Api api) {
    this.api = api;
    this.eve = api.person("eve");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET ws/stats",
        "GET ws/users",
        "DELETE ws/users/ID",
        "DELETE ws/users/rubbish",
        "GET ws/conversations",
        "GET ws/conversations/ID/participants",
        "POST ws/conversations/ID/broadcast",
        "DELETE ws/messages/ID",
        "DELETE ws/conversations/ID/user/ID",
        "GET ws/reports",
        "PUT ws/reports/ID",
        "GET ws/audit",
        "GET ws/audit?limit=rubbish",
        "GET ws/accounts",
        "GET ws/invitations",
        "POST ws/invitations",
        "DELETE ws/invitations/ID",
        "PUT ws/accounts/ID",
        "GET ws/unknown"
      })
  void nobodyButAdmins(String route) {
    var method = route.substring(0, route.indexOf(' '));
    var path = route.substring(route.indexOf(' ') + 1).replace("ID", "f".repeat(24));

    var nobody = api.request(method, path).send(Map.of());
    var wrongToken = api.request(method, path).bearer("rubbish").send(Map.of());
    var someone = api.request(method, path).bearer(eve.access()).send(Map.of());

    assertThat(nobody.status()).isEqualTo(401);
    assertThat(nobody.error()).isEqualTo("UNAUTHORIZED");
    assertThat(wrongToken.status()).isEqualTo(401);
    assertThat(someone.status()).isEqualTo(403);
    assertThat(someone.error()).isEqualTo("FORBIDDEN");
  }
}
