package dev.parley.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CredentialsTest {
  @Test
  void theAuthObjectGoesBeforeTheBearerHeader() {
    assertThat(Credentials.of("auth", "Bearer header", null).token()).isEqualTo("auth");
    assertThat(Credentials.of(null, "bearer header ", null).token()).isEqualTo("header");
    assertThat(Credentials.of("", "Bearer header", null).token()).isEqualTo("header");
    assertThat(Credentials.of(null, "Basic YTpi", null).token()).isNull();
  }

  @Test
  void cookiesAreFoundByTheirWholeName() {
    var credentials =
        Credentials.of(
            null, null, "xaccessToken=no; accessToken=yes;refreshToken=r=1; accessToken=late");

    assertThat(credentials.accessCookie()).isEqualTo("yes");
    assertThat(credentials.refreshCookie()).isEqualTo("r=1");
  }

  @Test
  void anEmptyCookieIsNone() {
    assertThat(Credentials.of(null, null, "accessToken=; a").accessCookie()).isNull();
  }

  @Test
  void onlyWhatRestsOnCookiesIsByCookie() {
    assertThat(Credentials.of(null, null, "accessToken=a").byCookie()).isTrue();
    assertThat(Credentials.of(null, "Bearer b", "accessToken=a").byCookie()).isFalse();
    assertThat(Credentials.of(null, null, null).byCookie()).isFalse();
  }
}
