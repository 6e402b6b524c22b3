package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ServerExtension.class)
final class OperationsTest {
  private final Api api;

  OperationsTest(Api api) {
    this.api = api;
  }

  @Test
  void anybodyMayAskForHealth() {
    assertThat(api.get("/actuator/health").send().json().get("status").asString()).isEqualTo("UP");
    assertThat(api.get("/actuator/health/liveness").send().status()).isEqualTo(200);
    assertThat(api.get("/actuator/health/readiness").send().status()).isEqualTo(200);
  }

  @Test
  void figuresAreForThisMachineAndNotForWhatComesThroughAProxy() {
    var here = api.get("/actuator/prometheus").send();
    var proxied = api.get("/actuator/prometheus").header("X-Forwarded-For", "127.0.0.1").send();
    var person = api.person("ada");
    var signedIn =
        person.get("/actuator/prometheus").header("X-Forwarded-For", "203.0.113.9").send();

    assertThat(here.status()).isEqualTo(200);
    assertThat(here.text())
        .contains("parley_connections", "parley_send_seconds_bucket", "jvm_memory_used_bytes");
    assertThat(proxied.status()).isEqualTo(401);
    assertThat(signedIn.status()).isEqualTo(403);
  }

  @Test
  void nothingElseOfTheActuatorIsThere() {
    for (var path : new String[] {"env", "beans", "heapdump", "metrics", "shutdown", "loggers"}) {
      assertThat(api.get("/actuator/" + path).send().status()).as(path).isEqualTo(404);
    }
  }
}
