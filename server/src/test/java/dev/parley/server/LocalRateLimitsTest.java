package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.Limited;
import dev.parley.chat.RateLimits;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class LocalRateLimitsTest {
  private final AtomicLong nanos = new AtomicLong();
  private final RateLimits limits =
      new LocalRateLimits(
          act -> act == Limited.READ ? Rate.OFF : new Rate(10, Duration.ofSeconds(10)), nanos::get);

  @Test
  void aBudgetEmptiesAndFillsUpSteadily() {
    var first = limits.take(Limited.SEND, "ada");
    IntStream.range(0, 9).forEach(i -> assertThat(took("ada")).isTrue());
    var refused = limits.take(Limited.SEND, "ada");

    assertThat(first.limit()).isEqualTo(10);
    assertThat(first.remaining()).isEqualTo(9);
    assertThat(first.untilFull()).isEqualTo(Duration.ofSeconds(1));
    assertThat(refused.allowed()).isFalse();
    assertThat(refused.remaining()).isZero();
    assertThat(refused.untilNext()).isEqualTo(Duration.ofSeconds(1));
    assertThat(refused.untilFull()).isEqualTo(Duration.ofSeconds(10));

    pass(Duration.ofSeconds(1));
    assertThat(took("ada")).isTrue();
    assertThat(took("ada")).isFalse();
    pass(Duration.ofSeconds(100));
    assertThat(limits.take(Limited.SEND, "ada").remaining()).isEqualTo(9);
  }

  @Test
  void noTwoKeysAndNoTwoActsShareABudget() {
    IntStream.range(0, 20).forEach(i -> limits.take(Limited.SEND, "ada"));

    assertThat(took("ada")).isFalse();
    assertThat(took("bob")).isTrue();
    assertThat(limits.take(Limited.SEARCH, "ada").allowed()).isTrue();
  }

  @Test
  void whatIsGivenBackDoesNotCountAndNeverOverflows() {
    IntStream.range(0, 50)
        .forEach(i -> {
          assertThat(took("ada")).isTrue();
          limits.giveBack(Limited.SEND, "ada");
        });
    limits.giveBack(Limited.SEND, "ada");

    assertThat(limits.take(Limited.SEND, "ada").remaining()).isEqualTo(9);
  }

  @Test
  void whatIsOffIsNotCounted() {
    IntStream.range(0, 50)
        .forEach(i -> {
          var taken = limits.take(Limited.READ, "ada");
          assertThat(taken.allowed()).isTrue();
          assertThat(taken.isLimited()).isFalse();
        });
  }

  @Test
  void racingTakersGetExactlyWhatThereIs() throws Exception {
    race();
  }

  @Tag("long")
  @RepeatedTest(50)
  void racingTakersGetExactlyWhatThereIsTimeAndAgain() throws Exception {
    race();
  }

  private void race() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var tasks =
          IntStream.range(0, 200).<Callable<Boolean>>mapToObj(i -> () -> took("user" + i % 2));
      var took = 0;
      for (var done : threads.invokeAll(tasks.toList())) {
        took += done.get() ? 1 : 0;
      }
      assertThat(took).isEqualTo(20);
    }
  }

  @Test
  void budgetsOfManyKeysAreForgotten() {
    IntStream.range(0, 300_000).forEach(i -> took("address" + i));

    assertThat(((LocalRateLimits) limits).kept(Limited.SEND)).isLessThanOrEqualTo(100_000);
    pass(Duration.ofSeconds(11));
    assertThat(((LocalRateLimits) limits).kept(Limited.SEND)).isZero();
  }

  private boolean took(String key) {
    return limits.take(Limited.SEND, key).allowed();
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }
}
