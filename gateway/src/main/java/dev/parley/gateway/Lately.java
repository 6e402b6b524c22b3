package dev.parley.gateway;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What this node told within the last minutes: somebody may turn out not to have heard it. Of many
/// the newest.
final class Lately {
  private static final Duration KEPT = Duration.ofMinutes(5);
  private static final int MANY = 10_000;

  private record Told<T>(Instant at, T what) {}

  private final InstantSource clock;

  // By conversation, user or departure, those told last at the end; guarded by this.
  private final Map<String, Told<Envelope.Head>> heads = new LinkedHashMap<>();
  private final Map<String, Told<String>> statuses = new LinkedHashMap<>();
  private final Map<String, Told<String>> kicks = new LinkedHashMap<>();
  private final Map<String, Told<Envelope.Departed>> departures = new LinkedHashMap<>();

  Lately(InstantSource clock) {
    this.clock = clock;
  }

  synchronized void told(Envelope envelope) {
    switch (envelope) {
      case Envelope.Message m -> head(m.conversationId(), m.rev(), m.seqBefore() + 1);
      case Envelope.Notice n -> head(n.conversationId(), n.rev(), n.seq());
      case Envelope.Status s -> put(statuses, s.userId(), s.userId());
      default -> {}
    }
  }

  synchronized void kicked(String userId) {
    put(kicks, userId, userId);
  }

  synchronized void departed(Envelope.Departed departed) {
    put(departures, departed.conversationId() + "/" + departed.memberRev(), departed);
  }

  private void head(String conversationId, long rev, long seq) {
    var before = heads.get(conversationId);
    var since = clock.instant().minus(KEPT);
    var head = new Envelope.Head(conversationId, rev, seq, rev);
    put(
        heads,
        conversationId,
        before == null || before.at().isBefore(since) ? head : head.with(before.what()));
  }

  private <T> void put(Map<String, Told<T>> all, String key, T what) {
    all.remove(key);
    all.put(key, new Told<>(clock.instant(), what));
    if (all.size() > MANY) {
      all.remove(all.keySet().iterator().next());
    }
  }

  synchronized List<Envelope.Head> headsSince(Instant since) {
    return since(heads, since).stream().map(Told::what).toList();
  }

  /// Users whose status was told.
  synchronized List<String> statusesSince(Instant since) {
    return since(statuses, since).stream().map(Told::what).toList();
  }

  synchronized List<Envelope.Kicked> kicksSince(Instant since) {
    return since(kicks, since).stream()
        .map(told -> new Envelope.Kicked(told.what(), told.at().toEpochMilli()))
        .toList();
  }

  synchronized List<Envelope.Departed> departuresSince(Instant since) {
    return since(departures, since).stream().map(Told::what).toList();
  }

  private static <T> List<Told<T>> since(Map<String, Told<T>> all, Instant since) {
    var found = new ArrayList<Told<T>>();
    all.values().stream().filter(told -> !told.at().isBefore(since)).forEach(found::add);
    return found;
  }
}
