package dev.parley.gateway;

import dev.parley.chat.ConversationStore;
import dev.parley.chat.EntryLog;
import dev.parley.gateway.Gate.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Finds what should have been handed on and was not, by comparing with the store how far this node
/// has come. What it finds goes through the gate: in order, and once.
final class CatchUp {
  /// Clocks of nodes may differ by that much, and a commit take that long.
  private static final Duration SLACK = Duration.ofSeconds(10);

  private static final int BATCH = 500;

  private final EntryLog log;
  private final ConversationStore conversations;
  private final SocketDirectory directory;
  private final Lanes lanes;
  private final Gate gate;

  CatchUp(EntryLog log, ConversationStore conversations, Deliveries deliveries, Gate gate) {
    this.log = log;
    this.conversations = conversations;
    this.directory = deliveries.directory();
    this.lanes = deliveries.lanes();
    this.gate = gate;
  }

  /// What was written since then may have been missed: that of all conversations this node has met,
  /// and of those its users are in.
  void since(Instant cut) {
    known();
    var from = cut.minus(SLACK);
    for (var users : batches(directory.userIds())) {
      conversations
          .writtenSince(users, from)
          .forEach((id, head) ->
              lanes.run(id, () -> unknown(id, from, new Place(head.rev(), head.seq()))));
    }
  }

  /// Compares heads of the conversations this node has met.
  void known() {
    for (var ids : batches(gate.places().keySet())) {
      log.heads(ids).forEach((id, head) -> lanes.run(id, () -> gate.reached(id, head.rev())));
    }
  }

  /// Nothing when it is known meanwhile: then the heads have been compared.
  private void unknown(String id, Instant from, Place head) {
    var newest = log.changed(id, Math.max(0, head.rev() - Gate.FILLED), Gate.FILLED);
    var since =
        newest.stream().filter(entry -> !entry.updatedAt().isBefore(from)).findFirst().orElse(null);
    gate.begin(id, since == null ? head : new Place(since.rev() - 1, since.seq() - 1));
    gate.reached(id, head.rev());
  }

  private static List<List<String>> batches(Collection<String> ids) {
    var all = List.copyOf(ids);
    var batches = new ArrayList<List<String>>();
    for (var i = 0; i < all.size(); i += BATCH) {
      batches.add(all.subList(i, Math.min(all.size(), i + BATCH)));
    }
    return batches;
  }
}
