package dev.parley.redis;

import io.lettuce.core.SetArgs;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;

/// What others may read of who is there, and nothing here decides by: `online_users:<userId>`
/// (epoch milliseconds, for 24 h), `user_rooms:<userId>` (conversations viewed) and
/// `conversation_participants:<conversationId>` (users viewing).
record PresenceView(Redis redis, InstantSource clock) {
  private static final Duration DAY = Duration.ofDays(1);

  /// A user viewing a conversation.
  record Viewing(String userId, String conversationId) {}

  void online(Collection<String> userIds) {
    var now = LeaseText.bytes(Long.toString(clock.millis()));
    var day = SetArgs.Builder.ex(DAY);
    var _ = redis.askEach(userIds, to -> id -> to.set("online_users:" + id, now, day));
  }

  /// Without waiting, and only while the user is online: what overtakes a farewell is nothing.
  void alive(String userId) {
    var commands = redis.commands();
    if (commands != null) {
      var now = LeaseText.bytes(Long.toString(clock.millis()));
      var _ = commands.set("online_users:" + userId, now, SetArgs.Builder.ex(DAY).xx());
    }
  }

  void offline(Collection<String> userIds) {
    var _ = redis.askEach(userIds, to -> id -> to.del("online_users:" + id));
    var _ = redis.askEach(userIds, to -> id -> to.del("user_rooms:" + id));
  }

  void began(Collection<Viewing> viewings) {
    var _ =
        redis.askEach(
            viewings,
            to -> one -> to.sadd(rooms(one.userId()), LeaseText.bytes(one.conversationId())));
    var _ =
        redis.askEach(
            viewings,
            to -> one -> to.sadd(viewers(one.conversationId()), LeaseText.bytes(one.userId())));
  }

  void stopped(Collection<Viewing> viewings) {
    var _ =
        redis.askEach(
            viewings,
            to -> one -> to.srem(rooms(one.userId()), LeaseText.bytes(one.conversationId())));
    var _ =
        redis.askEach(
            viewings,
            to -> one -> to.srem(viewers(one.conversationId()), LeaseText.bytes(one.userId())));
  }

  List<String> roomsOf(String userId) {
    return texts(rooms(userId));
  }

  List<String> viewersOf(String conversationId) {
    return texts(viewers(conversationId));
  }

  private List<String> texts(String key) {
    return redis.ask(to -> to.smembers(key)).stream().map(LeaseText::text).toList();
  }

  private static String rooms(String userId) {
    return "user_rooms:" + userId;
  }

  private static String viewers(String conversationId) {
    return "conversation_participants:" + conversationId;
  }
}
