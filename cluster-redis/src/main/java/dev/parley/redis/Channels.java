package dev.parley.redis;

import io.lettuce.core.RedisFuture;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The names of the bus. Plain ones are `parley:d:0` to `parley:d:63`, picked by a key's hash; a
/// Redis Cluster of version 7 has sharded ones instead, `parley:s:0` to `parley:s:15`, each of
/// which stays with the master of its slot. All nodes hear both kinds, since not all may see the
/// same.
///
/// A node's own beats go where messages go: `parley:b:<node>`, and one beside each sharded channel,
/// in its slot.
record Channels(String nodeId) {
  static final int PLAIN = 64;
  static final int SHARDED = 16;

  static String plain(String key) {
    return "parley:d:" + Math.floorMod(key.hashCode(), PLAIN);
  }

  static String sharded(String key) {
    return "parley:s:" + Math.floorMod(key.hashCode(), SHARDED);
  }

  private String beat() {
    return "parley:b:" + nodeId;
  }

  private Stream<String> shardedBeats() {
    return IntStream.range(0, SHARDED).mapToObj(i -> beat() + ":{parley:s:" + i + "}");
  }

  /// Where beats come back.
  List<String> beats(boolean sharded) {
    return sharded ? Stream.concat(Stream.of(beat()), shardedBeats()).toList() : List.of(beat());
  }

  /// The beats' channels last: once one hears there, it hears everywhere.
  void subscribe(StatefulRedisPubSubConnection<String, byte[]> to, boolean sharded) {
    var names = IntStream.range(0, PLAIN).mapToObj(i -> "parley:d:" + i);
    to.sync().subscribe(Stream.concat(names, Stream.of(beat())).toArray(String[]::new));
    if (sharded) {
      // One command each: the names are of many slots.
      var shards = IntStream.range(0, SHARDED).mapToObj(i -> "parley:s:" + i);
      var asked = Stream.concat(shards, shardedBeats()).map(to.async()::ssubscribe).toList();
      asked.forEach(Redis::answered);
    }
  }

  void beat(RedisClusterAsyncCommands<String, byte[]> commands, boolean sharded, byte[] message) {
    var _ = commands.publish(beat(), message);
    if (sharded) {
      shardedBeats()
          .forEach(name -> {
            var _ = commands.spublish(name, message);
          });
    }
  }

  static RedisFuture<Long> publish(Redis.Link link, String key, byte[] message) {
    return link.sharded()
        ? link.commands().spublish(sharded(key), message)
        : link.commands().publish(plain(key), message);
  }
}
