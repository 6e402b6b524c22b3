package dev.parley.redis;

import dev.parley.chat.Nodes.Node;
import io.lettuce.core.ScriptOutputType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// `parley:user:<userId>`: on which nodes a user is, and what they view on each. A field is a
/// node's id, or it and a conversation's with a slash between; `place` is a conversation's id,
/// empty for being there at all.
final class UserHash {
  /// What a dead node has of a user.
  ///
  /// @param orphaned the places that no live node has
  record Remains(String userId, List<String> fields, List<String> orphaned) {}

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

  private static boolean isOf(String nodeId, String field) {
    return field.equals(nodeId) || field.startsWith(nodeId + "/");
  }

  private static String place(String nodeId, String field) {
    return field.equals(nodeId) ? "" : field.substring(nodeId.length() + 1);
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

  /// What a dead node has of each of them.
  List<Remains> remains(List<String> userIds, String nodeId) {
    var others = live();
    others.remove(nodeId);
    var found = redis.askEach(userIds, to -> id -> to.hkeys(key(id)));
    var remains = new ArrayList<Remains>();
    for (var i = 0; i < userIds.size(); i++) {
      var fields = Set.copyOf(found.get(i));
      var own = fields.stream().filter(field -> isOf(nodeId, field)).toList();
      var orphaned =
          own.stream()
              .map(field -> place(nodeId, field))
              .filter(place -> others.stream().noneMatch(id -> fields.contains(field(id, place))))
              .toList();
      remains.add(new Remains(userIds.get(i), own, orphaned));
    }
    return remains;
  }

  void clear(Collection<Remains> remains) {
    var there = remains.stream().filter(each -> !each.fields().isEmpty()).toList();
    var _ =
        redis.askEach(
            there, to -> one -> to.hdel(key(one.userId()), one.fields().toArray(String[]::new)));
  }

  private Set<String> live() {
    return nodes.live().stream().map(Node::id).collect(Collectors.toSet());
  }

  /// What a user views on a node.
  List<String> viewed(String userId, String nodeId) {
    return redis.ask(to -> to.hkeys(key(userId))).stream()
        .filter(field -> isOf(nodeId, field))
        .map(field -> place(nodeId, field))
        .filter(place -> !place.isEmpty())
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

  /// What they view on live nodes, each with those who do.
  Map<String, Set<String>> viewed(Collection<String> userIds) {
    var live = live();
    var ids = List.copyOf(userIds);
    var found = redis.askEach(ids, to -> id -> to.hkeys(key(id)));
    var viewed = new HashMap<String, Set<String>>();
    for (var i = 0; i < ids.size(); i++) {
      for (var field : found.get(i)) {
        int slash = field.indexOf('/');
        if (slash >= 0 && live.contains(field.substring(0, slash))) {
          viewed.computeIfAbsent(field.substring(slash + 1), id -> new HashSet<>()).add(ids.get(i));
        }
      }
    }
    return viewed;
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
