package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RateTest {
  @Test
  void aRateIsACountAndAPeriod() {
    assertThat(Rate.valueOf("20/10m")).isEqualTo(new Rate(20, Duration.ofMinutes(10)));
    assertThat(Rate.valueOf(" 5 / 1h ")).isEqualTo(new Rate(5, Duration.ofHours(1)));
    assertThat(Rate.valueOf("off")).isEqualTo(Rate.OFF);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "20", "/1m", "0/1m", "-1/1m", "x/1m", "20/", "20/x", "20/0s", "1/1/1"})
  void anythingElseIsRefused(String text) {
    assertThatThrownBy(() -> Rate.valueOf(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, 192.0.2.1, true",
    "192.0.2.1, 192.0.2.2, false",
    "::ffff:192.0.2.1, 192.0.2.1, true",
    "2001:db8:1:2::1, 2001:db8:1:2:ffff::9, true",
    "2001:db8:1:2::1, 2001:db8:1:3::1, false"
  })
  void anAddressSharesItsBudgetWithItsNetworkAlone(String one, String other, boolean shared) {
    var mine = new Client(one, false, "", true).network();

    assertThat(mine.equals(new Client(other, false, "", true).network())).isEqualTo(shared);
  }
}
