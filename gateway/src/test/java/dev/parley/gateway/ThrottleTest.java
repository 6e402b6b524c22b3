package dev.parley.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThrottleTest {
  private final Time time = new Time();
  private final Throttle<String> throttle = new Throttle<>(time, Duration.ofSeconds(1));
  private final List<String> ran = new ArrayList<>();

  @Test
  void theFirstRunsAtOnceAndOfThoseMeanwhileTheLatest() {
    for (var task : List.of("a", "b", "c")) {
      throttle.run("key", () -> ran.add(task));
    }
    assertThat(ran).containsExactly("a");

    time.move(Duration.ofSeconds(1));
    throttle.run("key", () -> ran.add("d"));
    assertThat(ran).containsExactly("a", "c");

    time.move(Duration.ofSeconds(1));
    assertThat(ran).containsExactly("a", "c", "d");
  }

  @Test
  void keysDoNotWaitForEachOther() {
    throttle.run("one", () -> ran.add("a"));
    throttle.run("other", () -> ran.add("b"));

    assertThat(ran).containsExactly("a", "b");
  }

  @Test
  void aQuietKeyLeavesNothingBehind() {
    throttle.run("key", () -> ran.add("a"));
    time.move(Duration.ofSeconds(1));

    assertThat(time.waiting()).isZero();
    throttle.run("key", () -> ran.add("b"));
    assertThat(ran).containsExactly("a", "b");
  }
}
