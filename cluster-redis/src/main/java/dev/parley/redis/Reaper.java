package dev.parley.redis;

import dev.parley.redis.PresenceView.Viewing;
import dev.parley.redis.UserHash.Remains;
import java.util.ArrayList;
import java.util.List;

/// Clears up behind a node that died: many users at once, so that a large one is no slow affair.
/// Ends when the node turns out to live; that one writes all it has again.
///
/// What it goes by is taken away last: a run that fails half way is done again by the next one.
final class Reaper {
  private static final int AT_ONCE = 200;

  private final Redis redis;
  private final RedisNodes nodes;
  private final UserHash hash;
  private final PresenceView view;

  Reaper(Redis redis, RedisNodes nodes, UserHash hash, PresenceView view) {
    this.redis = redis;
    this.nodes = nodes;
    this.hash = hash;
    this.view = view;
  }

  /// @param gone hears who is online nowhere any more
  void reap(String nodeId, RedisWhereabouts.Moved gone) {
    var key = RedisWhereabouts.users(nodeId);
    var all = redis.ask(commands -> commands.smembers(key)).stream().map(LeaseText::text).toList();
    for (var from = 0; from < all.size(); from += AT_ONCE) {
      if (!nodes.mayReap(nodeId)) {
        return;
      }
      var some = all.subList(from, Math.min(all.size(), from + AT_ONCE));
      var remains = hash.remains(some, nodeId);
      clearView(remains);
      offline(remains).forEach(userId -> gone.moved(userId, false));
      hash.clear(remains);
      // One by one: a node that has come back meanwhile may have added others.
      var members = some.stream().map(LeaseText::bytes).toArray(byte[][]::new);
      redis.ask(commands -> commands.srem(key, members));
    }
  }

  private void clearView(List<Remains> remains) {
    var stopped = new ArrayList<Viewing>();
    for (var one : remains) {
      for (var place : one.orphaned()) {
        if (!place.isEmpty()) {
          stopped.add(new Viewing(one.userId(), place));
        }
      }
    }
    view.stopped(stopped);
    view.offline(offline(remains));
  }

  /// Who is nowhere any more.
  private static List<String> offline(List<Remains> remains) {
    return remains.stream()
        .filter(one -> one.orphaned().contains(""))
        .map(Remains::userId)
        .toList();
  }
}
