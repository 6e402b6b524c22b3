package dev.parley.redis;

import dev.parley.redis.PresenceView.Viewing;
import java.util.ArrayList;
import java.util.List;

/// Clears up behind a node that died: many users at once, so that a large one is no slow affair.
/// Ends when the node turns out to live; that one writes all it has again.
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
      clear(nodeId, some).forEach(userId -> gone.moved(userId, false));
      // One by one: a node that has come back meanwhile may have added others.
      var members = some.stream().map(LeaseText::bytes).toArray(byte[][]::new);
      redis.ask(commands -> commands.srem(key, members));
    }
  }

  /// Answers who is nowhere any more.
  private List<String> clear(String nodeId, List<String> userIds) {
    var places = hash.clearNode(userIds, nodeId);
    var offline = new ArrayList<String>();
    var stopped = new ArrayList<Viewing>();
    for (var i = 0; i < userIds.size(); i++) {
      var userId = userIds.get(i);
      for (var place : places.get(i)) {
        if (place.isEmpty()) {
          offline.add(userId);
        } else {
          stopped.add(new Viewing(userId, place));
        }
      }
    }
    view.stopped(stopped);
    view.offline(offline);
    return offline;
  }
}
