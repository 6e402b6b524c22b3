package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every admin route says no before it looks at anything else.
@ExtendWith(ServerExtension.class)
final class AdminRoutesTest {
  private final Api api;

  AdminRoutesTest(Api api) {
    this.api = api;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET ws/stats",
        "GET ws/users",
        "DELETE ws/users/ID",
        "DELETE ws/users/rubbish",
        "GET ws/conversations/ID/participants",
        "POST ws/conversations/ID/broadcast",
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
    var user = api.person("eve");
    var someone = api.request(method, path).bearer(user.access()).send(Map.of());

    assertThat(nobody.status()).isEqualTo(401);
    assertThat(nobody.error()).isEqualTo("UNAUTHORIZED");
    assertThat(wrongToken.status()).isEqualTo(401);
    assertThat(someone.status()).isEqualTo(403);
    assertThat(someone.error()).isEqualTo("FORBIDDEN");
  }
}
