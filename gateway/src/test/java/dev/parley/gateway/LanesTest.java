package dev.parley.gateway;

import static dev.parley.gateway.TestSocket.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LanesTest {
  private final Lanes lanes = new Lanes();

  @Test
  void tasksOfOneKeyRunInOrder() {
    List<Integer> ran = Collections.synchronizedList(new ArrayList<>());

    IntStream.range(0, 10_000).forEach(i -> lanes.run("key", () -> ran.add(i)));

    await().until(() -> ran.size() == 10_000);
    assertThat(ran).isEqualTo(IntStream.range(0, 10_000).boxed().toList());
  }

  @Test
  void oneKeyDoesNotWaitForAnother() throws Exception {
    var stuck = new CountDownLatch(1);
    var passed = new CountDownLatch(1);
    lanes.run(
        "stuck",
        () -> {
          try {
            stuck.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });

    lanes.run("other", passed::countDown);

    passed.await();
    stuck.countDown();
  }

  @Test
  void aTaskThatFailsDoesNotStopThoseAfterIt() throws Exception {
    var ran = new CountDownLatch(1);

    lanes.run(
        "key",
        () -> {
          throw new IllegalStateException("as the test wants");
        });
    lanes.run("key", ran::countDown);

    ran.await();
  }
}
