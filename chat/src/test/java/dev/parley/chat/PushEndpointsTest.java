package dev.parley.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PushEndpointsTest {
  private final PushEndpoints endpoints =
      new PushEndpoints(
          List.of(
              "https://one.example",
              "https://*.two.example",
              "https://three.example:8443",
              "http://127.0.0.1:9000"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://one.example/a?b=c",
        "https://ONE.example:443/a",
        "https://x.two.example/a",
        "https://x.y.two.example/a",
        "https://three.example:8443/a",
        "http://127.0.0.1:9000/a"
      })
  void takesAddressesOfItsOrigins(String endpoint) {
    assertThat(endpoints.allows(endpoint)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "one.example/a",
        "http://one.example/a",
        "https://one.example:444/a",
        "https://one.example.evil.example/a",
        "https://one.example./a",
        "https://evil.example/#https://one.example",
        "https://one.example/#a",
        "https://one.example@evil.example/a",
        "https://user@one.example/a",
        "https://evil.example\\@one.example/a",
        "https://two.example/a",
        "https://eviltwo.example/a",
        "https://.two.example/a",
        "http://127.0.0.1/a",
        "http://127.0.0.1:9000@evil.example/",
        "http://2130706433:9000/a",
        "https://three.example/a",
        "ftp://one.example/a",
        "https:one.example/a",
        "https://one.example/a b",
        "https:///a"
      })
  void refusesWhateverElse(String endpoint) {
    assertThat(endpoints.allows(endpoint)).isFalse();
  }

  @Test
  void refusesWhatIsTooLong() {
    assertThat(endpoints.allows("https://one.example/" + "a".repeat(2_029))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "push.example",
        "http://push.example",
        "https://push.example/path",
        "https://a.*.example",
        "https://*",
        "*"
      })
  void whatIsNoOriginIsNoSetting(String origin) {
    assertThatThrownBy(() -> new PushEndpoints(List.of(origin)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
