package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ProxiesTest {
  private final Proxies proxies = new Proxies(List.of("10.0.0.0/8", "fd00::/8", "192.0.2.7"));

  @Test
  void nobodyIsBelievedWhoIsNoTrustedProxy() {
    var client =
        client(
            "198.51.100.1",
            Map.of(
                "X-Forwarded-For", "1.2.3.4",
                "X-Forwarded-Proto", "https",
                "X-Forwarded-Host", "evil.example",
                "Host", "chat.example"));

    assertThat(client).isEqualTo(new Client("198.51.100.1", false, "chat.example", false));
  }

  @Test
  void aTrustedProxyTellsTheClient() {
    var client =
        client(
            "10.1.2.3",
            Map.of(
                "X-Forwarded-For", "203.0.113.9",
                "X-Forwarded-Proto", "https",
                "X-Forwarded-Host", "chat.example",
                "Host", "inside:8080"));

    assertThat(client).isEqualTo(new Client("203.0.113.9", true, "chat.example", false));
  }

  @Test
  void whatTheClientWroteItselfIsNotBelieved() {
    assertThat(address("10.1.2.3", "127.0.0.1, 203.0.113.9")).isEqualTo("203.0.113.9");
    assertThat(address("10.1.2.3", "1.1.1.1, 203.0.113.9, 10.9.9.9, 192.0.2.7"))
        .isEqualTo("203.0.113.9");
    assertThat(address("10.1.2.3", "203.0.113.9, nonsense")).isEqualTo("10.1.2.3");
    assertThat(address("10.1.2.3", "localhost")).isEqualTo("10.1.2.3");
    assertThat(address("10.1.2.3", "")).isEqualTo("10.1.2.3");
  }

  @Test
  void networksOfBothKindsAreKnown() {
    assertThat(address("fd12::1", "2001:db8::5")).isEqualTo("2001:db8:0:0:0:0:0:5");
    assertThat(address("fe80::1", "2001:db8::5")).isEqualTo("fe80:0:0:0:0:0:0:1");
    assertThat(address("192.0.2.8", "203.0.113.9")).isEqualTo("192.0.2.8");
    assertThat(address("11.0.0.1", "203.0.113.9")).isEqualTo("11.0.0.1");
  }

  private String address(String peer, String forwardedFor) {
    return client(peer, Map.of("X-Forwarded-For", forwardedFor)).address();
  }

  private Client client(String peer, Map<String, String> headers) {
    return proxies.client(new InetSocketAddress(peer, 4711), false, headers::get);
  }
}
