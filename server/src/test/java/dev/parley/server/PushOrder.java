package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import tools.jackson.databind.JsonNode;

/// The places of what was pushed as new, in the order it came: a run for each conversation and
/// connection, for each stay in it, and from each time on that it was told to sync.
final class PushOrder {
  private record Run(String conversationId, List<Long> seqs) {}

  private final List<Run> runs = new ArrayList<>();
  private final Map<String, Run> current = new HashMap<>();

  synchronized void beginAnew() {
    current.clear();
  }

  synchronized void joinedOrLeft(String conversationId) {
    current.remove(conversationId);
  }

  synchronized void pushed(JsonNode entry) {
    current
        .computeIfAbsent(entry.get("conversationId").asString(), this::begin)
        .seqs()
        .add(entry.get("seq").asLong());
  }

  private Run begin(String conversationId) {
    var run = new Run(conversationId, new ArrayList<>());
    runs.add(run);
    return run;
  }

  /// Each came once and in its place, whatever the client made of it: also one that knows no sync
  /// has them all.
  synchronized void assertWhole(String whose) {
    for (var run : runs) {
      var seqs = run.seqs();
      assertThat(seqs)
          .as("pushed to %s of %s", whose, run.conversationId())
          .containsExactlyElementsOf(
              LongStream.rangeClosed(seqs.getFirst(), seqs.getLast()).boxed().toList());
    }
  }
}
