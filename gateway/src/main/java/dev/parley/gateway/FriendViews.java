package dev.parley.gateway;

import dev.parley.chat.Blocks;
import dev.parley.chat.FriendRequest;
import dev.parley.chat.Friends;
import dev.parley.chat.User;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Makes views of friends, of requests to be one, and of those who are kept out.
public final class FriendViews {
  /// A request, with the profiles of both.
  ///
  /// @param status `pending`, `accepted`, `declined` or `cancelled`
  @Emitted({"friend_request_received", "friend_request_updated"})
  public record Request(
      String id,
      String fromUserId,
      String toUserId,
      String status,
      Instant createdAt,
      Instant updatedAt,
      UserView fromUser,
      UserView toUser) {}

  /// Pending requests, newest first.
  public record Pending(List<Request> sent, List<Request> received) {}

  /// A friend of the one who asks.
  ///
  /// @param userId the one who asks
  /// @param friend the other one, with their email
  public record Friend(
      String id, String userId, String friendId, Instant createdAt, UserView friend) {}

  /// A friend just won.
  ///
  /// @param conversationId their direct conversation
  public record Accepted(
      String id,
      String userId,
      String friendId,
      Instant createdAt,
      UserView friend,
      String conversationId) {}

  /// Somebody who is kept out.
  public record Blocked(UserView user, Instant blockedAt) {}

  private final Profiles profiles;

  public FriendViews(Profiles profiles) {
    this.profiles = profiles;
  }

  public Request request(FriendRequest request) {
    return requests(List.of(request)).getFirst();
  }

  public Pending pending(Friends.Pending pending) {
    return new Pending(requests(pending.sent()), requests(pending.received()));
  }

  private List<Request> requests(List<FriendRequest> requests) {
    var ids = new ArrayList<String>();
    requests.forEach(request -> ids.addAll(List.of(request.fromUserId(), request.toUserId())));
    var users = profiles.users(ids);
    return requests.stream()
        .map(request ->
            new Request(
                request.id(),
                request.fromUserId(),
                request.toUserId(),
                request.status().word(),
                request.createdAt(),
                request.updatedAt(),
                UserView.of(user(users, request.fromUserId())),
                UserView.of(user(users, request.toUserId()))))
        .toList();
  }

  public List<Friend> friends(List<Friends.Friend> friends) {
    var users = profiles.users(friends.stream().map(Friends.Friend::friendId).toList());
    return friends.stream()
        .map(friend ->
            new Friend(
                friend.id(),
                friend.userId(),
                friend.friendId(),
                friend.since(),
                UserView.withEmail(user(users, friend.friendId()))))
        .toList();
  }

  public Accepted accepted(Friends.Accepted accepted) {
    var friend = friends(List.of(accepted.friend())).getFirst();
    return new Accepted(
        friend.id(),
        friend.userId(),
        friend.friendId(),
        friend.createdAt(),
        friend.friend(),
        accepted.conversationId());
  }

  public List<Blocked> blocked(List<Blocks.Blocked> blocked) {
    var users = profiles.users(blocked.stream().map(Blocks.Blocked::userId).toList());
    return blocked.stream()
        .map(each -> new Blocked(UserView.of(user(users, each.userId())), each.since()))
        .toList();
  }

  private static User user(Map<String, User> users, String id) {
    var user = users.get(id);
    return user == null ? Profiles.unknown(id) : user;
  }
}
