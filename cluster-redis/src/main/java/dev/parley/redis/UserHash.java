package dev.parley.redis;

import dev.parley.chat.Nodes.Node;
import io.lettuce.core.ScriptOutputType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// `parley:user:<userId>`: on which nodes a user is, and what they view on each. A field is a
/// node's id, or it and a conversation's with a slash between; `place` is a conversation's id,
/// empty for being there at all.
final class UserHash {
  // KEYS[1] the hash; ARGV: the place, the node, "set" or "clear", then the live nodes. Answers 1
  // if no other live node has that field, and this one is new or was there.
  private static final String CHANGE =
      """
      local place = ARGV[1] == '' and '' or '/' .. ARGV[1]
      local own = ARGV[2] .. place
      local changed
      if ARGV[3] == 'set' then
        changed = redis.call('HSET', KEYS[1], own, '1')
      else
        changed = redis.call('HDEL', KEYS[1], own)
      end
      for i = 4, #ARGV do
        if ARGV[i] ~= ARGV[2] and redis.call('HEXISTS', KEYS[1], ARGV[i] .. place) == 1 then
          return 0
        end
      end
      return changed
      """;

  // KEYS[1] the hash; ARGV: the node, then the live nodes. Takes away all that the node has and
  // answers the places of it that no live node has.
  private static final String CLEAR_NODE =
      """
      local node = ARGV[1]
      local left = {}
      for _, field in ipairs(redis.call('HKEYS', KEYS[1])) do
        if field == node or string.sub(field, 1, #node + 1) == node .. '/' then
          redis.call('HDEL', KEYS[1], field)
          local place = string.sub(field, #node + 1)
          local last = true
          for i = 2, #ARGV do
            if redis.call('HEXISTS', KEYS[1], ARGV[i] .. place) == 1 then
              last = false
            end
          end
          if last then
            left[#left + 1] = string.sub(place, 2)
          end
        end
      end
      return left
      """;

  private final Redis redis;
  private final RedisNodes nodes;

  UserHash(Redis redis, RedisNodes nodes) {
    this.redis = redis;
    this.nodes = nodes;
  }

  private static String key(String userId) {
    return "parley:user:" + userId;
  }

  private static String field(String nodeId, String place) {
    return place.isEmpty() ? nodeId : nodeId + "/" + place;
  }

  /// True if no live node had it.
  boolean set(String userId, String nodeId, String place) {
    return change(userId, nodeId, place, "set");
  }

  /// True if it was there, and no live node has it any more.
  boolean clear(String userId, String nodeId, String place) {
    return change(userId, nodeId, place, "clear");
  }

  private boolean change(String userId, String nodeId, String place, String what) {
    var arguments = new ArrayList<>(List.of(place, nodeId, what));
    arguments.addAll(live());
    var keys = new String[] {key(userId)};
    var values = arguments.stream().map(LeaseText::bytes).toArray(byte[][]::new);
    Long answer = redis.ask(to -> to.<Long>eval(CHANGE, ScriptOutputType.INTEGER, keys, values));
    return answer == 1;
  }

  /// Takes away all that a dead node has of each of them. Answers, in their order, what no live
  /// node has any more: conversations viewed, and an empty place for being there at all.
  List<List<String>> clearNode(List<String> userIds, String nodeId) {
    var arguments = new ArrayList<>(List.of(nodeId));
    live().stream().filter(id -> !id.equals(nodeId)).forEach(arguments::add);
    var values = arguments.stream().map(LeaseText::bytes).toArray(byte[][]::new);
    List<List<byte[]>> places =
        redis.askEach(
            userIds,
            to ->
                id ->
                    to.<List<byte[]>>eval(
                        CLEAR_NODE, ScriptOutputType.MULTI, new String[] {key(id)}, values));
    return places.stream().map(each -> each.stream().map(LeaseText::text).toList()).toList();
  }

  private Set<String> live() {
    return nodes.live().stream().map(Node::id).collect(Collectors.toSet());
  }

  /// What a user views on a node.
  List<String> viewed(String userId, String nodeId) {
    var start = nodeId + "/";
    return redis.ask(to -> to.hkeys(key(userId))).stream()
        .filter(field -> field.startsWith(start))
        .map(field -> field.substring(start.length()))
        .toList();
  }

  /// Those of them of whom the node lacks a place.
  Set<String> lacking(Map<String, Set<String>> places, String nodeId) {
    var each = List.copyOf(places.entrySet());
    var found = redis.askEach(each, to -> entry -> to.hkeys(key(entry.getKey())));
    var lacking = new HashSet<String>();
    for (var i = 0; i < each.size(); i++) {
      var fields = Set.copyOf(found.get(i));
      var wanted = each.get(i).getValue().stream().map(place -> field(nodeId, place));
      if (!wanted.allMatch(fields::contains)) {
        lacking.add(each.get(i).getKey());
      }
    }
    return lacking;
  }

  /// Those of them who are on a live node.
  Set<String> online(Collection<String> userIds) {
    return having(userIds, live());
  }

  /// Those of them who view the conversation on a live node.
  Set<String> viewers(Collection<String> userIds, String conversationId) {
    var fields = live().stream().map(id -> field(id, conversationId)).collect(Collectors.toSet());
    return having(userIds, fields);
  }

  private Set<String> having(Collection<String> userIds, Set<String> fields) {
    var ids = List.copyOf(userIds);
    var found = redis.askEach(ids, to -> id -> to.hkeys(key(id)));
    var having = new HashSet<String>();
    for (var i = 0; i < ids.size(); i++) {
      if (found.get(i).stream().anyMatch(fields::contains)) {
        having.add(ids.get(i));
      }
    }
    return having;
  }
}
