package dev.parley.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTest {
  private static final DateTimeFormatter EXPECTED =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

  @ParameterizedTest
  @CsvSource({
    "1970-01-01T00:00:00Z, 1970-01-01T00:00:00.000Z",
    "2028-02-29T23:59:59.999999999Z, 2028-02-29T23:59:59.999Z",
    "9999-12-31T23:59:59.999Z, 9999-12-31T23:59:59.999Z",
    "+10000-01-01T00:00:00Z, +10000-01-01T00:00:00.000Z",
    "1969-12-31T23:59:59.001Z, 1969-12-31T23:59:59.001Z",
  })
  void writesTimesInMilliseconds(Instant time, String text) {
    assertThat(Json.time(time)).isEqualTo(text);
  }

  @Test
  void writesAnyTimeAsTheFormatterDoes() {
    var random = RandomGenerator.getDefault();
    for (int i = 0; i < 10_000; i++) {
      var time = Instant.ofEpochMilli(random.nextLong(-(1L << 40), 1L << 49));
      assertThat(Json.time(time)).isEqualTo(EXPECTED.format(time));
    }
  }
}
