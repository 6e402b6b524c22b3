package dev.parley.gateway;

import dev.parley.chat.ConversationStore;
import dev.parley.chat.Delay;
import dev.parley.chat.Entry;
import dev.parley.chat.EntryLog;
import dev.parley.chat.Position;
import dev.parley.gateway.Gate.Place;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds what should have been handed on and was not, by comparing with the store how far this node
/// has come. What it finds goes through the gate: in order, and once.
final class CatchUp {
  private static final Logger LOG = System.getLogger(CatchUp.class.getName());

  /// Clocks of nodes may differ by that much.
  private static final Duration SKEW = Duration.ofSeconds(10);

  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final int BATCH = 500;

  private final EntryLog log;
  private final ConversationStore conversations;
  private final SocketDirectory directory;
  private final Lanes lanes;
  private final Gate gate;
  private final Gate.Handover handover;
  private final Delay delay;
  private final Duration slack;

  /// From when on a look has to begin, null for none; guarded by this, as below.
  private @Nullable Instant wanted;

  private boolean underWay;
  private boolean complained;

  CatchUp(
      Cluster.Stored stored,
      Deliveries deliveries,
      Gate gate,
      Gate.Handover handover,
      Delay delay) {
    this.log = stored.log();
    this.conversations = stored.conversations();
    this.directory = deliveries.directory();
    this.lanes = deliveries.lanes();
    this.gate = gate;
    this.handover = handover;
    this.delay = delay;
    this.slack = SKEW.plus(stored.commits());
  }

  /// What was written since then may have been missed: that of all conversations this node has met,
  /// and of those its users are in. Returns at once; what fails is tried again until it is found.
  synchronized void since(Instant cut) {
    wanted = wanted == null || cut.isBefore(wanted) ? cut : wanted;
    gate.looking(true);
    if (!underWay) {
      underWay = true;
      Thread.startVirtualThread(this::look);
    }
  }

  private void look() {
    for (var cut = next(); cut != null; cut = next()) {
      try {
        look(cut);
      } catch (RuntimeException e) {
        again(cut, e);
        return;
      }
    }
  }

  private synchronized @Nullable Instant next() {
    var cut = wanted;
    wanted = null;
    if (cut == null) {
      underWay = false;
      complained = false;
      gate.looking(false);
    }
    return cut;
  }

  private synchronized void again(Instant cut, RuntimeException failure) {
    if (!complained) {
      complained = true;
      LOG.log(Level.WARNING, "What was missed can't be looked for yet", failure);
    }
    wanted = wanted == null || cut.isBefore(wanted) ? cut : wanted;
    delay.after(RETRY, this::look);
  }

  private void look(Instant cut) {
    known();
    var met = gate.known();
    var from = cut.minus(slack);
    for (var users : batches(directory.userIds())) {
      conversations
          .writtenSince(users, from)
          .forEach((id, head) -> {
            if (!met.contains(id)) {
              unknown(id, from, head);
            }
          });
    }
  }

  /// Compares heads of the conversations this node has met.
  void known() {
    for (var ids : batches(gate.known())) {
      log.heads(ids).forEach((id, head) -> lanes.run(id, () -> gate.reached(id, head.rev())));
    }
  }

  private void unknown(String id, Instant from, Position head) {
    var newest = log.changed(id, Math.max(0, head.rev() - Gate.FILLED), Gate.FILLED);
    var fresh = newest.stream().filter(entry -> !entry.updatedAt().isBefore(from)).toList();
    if (fresh.size() == newest.size() && head.rev() > Gate.FILLED) {
      lanes.run(
          id,
          () -> {
            gate.begin(id, new Place(head.rev(), head.seq()));
            handover.missedTooMany(id, entry -> !entry.createdAt().isBefore(from));
          });
      return;
    }
    var place =
        fresh.isEmpty()
            ? new Place(head.rev(), head.seq())
            : new Place(fresh.getFirst().rev() - 1, lastBefore(from, fresh, head));
    lanes.run(
        id,
        () -> {
          gate.begin(id, place);
          gate.reached(id, head.rev());
        });
  }

  /// The highest seq of what was created before then: times of creation rise with it.
  private static long lastBefore(Instant from, List<Entry> fresh, Position head) {
    return fresh.stream()
        .filter(entry -> !entry.createdAt().isBefore(from))
        .mapToLong(entry -> entry.seq() - 1)
        .min()
        .orElse(head.seq());
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
