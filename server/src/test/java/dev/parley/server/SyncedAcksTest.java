package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.SystemTrace.Call;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Nothing of a message leaves the server, neither its acknowledgement nor a push, before a sync of
/// the log that began after it came has ended.
@Tag("long")
final class SyncedAcksTest {
  private static final int SENDERS = 32;
  private static final int EACH = 60;

  @TempDir private Path folder;
  private Child server;
  private Person ada;
  private String id;

  @BeforeEach
  void start() {
    SystemTrace.require();
    server =
        Child.serving(folder, folder.resolve("data"), Map.of("PARLEY_LIMITS_ENABLED", "false"));
    ada = server.api().person("ada");
    id = ada.direct(server.api().person("bob"));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void oneAfterTheOtherEachHasASyncOfItsOwn() throws Exception {
    List<Call> calls;
    try (var socket = ada.socket();
        var trace = SystemTrace.of(server.pid(), folder)) {
      for (int number = 0; number < 200; number += 2) {
        assertThat(ada.say(id, SystemTrace.text(number)).status()).isEqualTo(201);
        var sent =
            socket.call(
                "send_message",
                Map.of("conversation_id", id, "text", SystemTrace.text(number + 1)));
        assertThat(sent.get("success").asBoolean()).isTrue();
      }
      calls = trace.end();
    }

    // What a WebSocket brings is masked; but each message was sent when the one before had come.
    int before = 0;
    int acks = 0;
    var synced = false;
    for (int place = 0; place < calls.size(); place++) {
      switch (calls.get(place)) {
        case Call.Came _ -> {}
        case Call.Synced sync -> synced |= sync.begun() >= before;
        case Call.Leaves(var number) -> {
          assertThat(synced).as("a sync before %d leaves", number).isTrue();
          synced = false;
          before = place;
          acks++;
        }
      }
    }
    assertThat(acks).isEqualTo(200);
  }

  @Test
  void manyAtOnceShareSyncsAndNoneGoesWithoutOne() throws Exception {
    List<Call> calls;
    try (var trace = SystemTrace.of(server.pid(), folder)) {
      var threads =
          IntStream.range(0, SENDERS)
              .mapToObj(sender -> Thread.startVirtualThread(() -> send(sender)))
              .toList();
      for (var thread : threads) {
        thread.join();
      }
      calls = trace.end();
    }

    var came = new HashMap<Integer, Integer>();
    var syncedSince = -1; // where the latest sync that has ended began
    long syncs = 0;
    int acks = 0;
    for (int place = 0; place < calls.size(); place++) {
      switch (calls.get(place)) {
        case Call.Came(var number) -> came.put(number, place);
        case Call.Synced(var begun) -> {
          syncedSince = Math.max(syncedSince, begun);
          syncs++;
        }
        case Call.Leaves(var number) -> {
          assertThat(came).containsKey(number);
          assertThat(syncedSince).as("a sync of %d", number).isGreaterThan(came.get(number));
          acks++;
        }
      }
    }
    assertThat(acks).isEqualTo(SENDERS * EACH);
    assertThat(syncs).isPositive().isLessThan(acks / 2);
  }

  private void send(int sender) {
    for (int n = 0; n < EACH; n++) {
      assertThat(ada.say(id, SystemTrace.text(sender * EACH + n)).status()).isEqualTo(201);
    }
  }
}
