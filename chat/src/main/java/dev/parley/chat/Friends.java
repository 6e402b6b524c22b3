package dev.parley.chat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/// Asking to be friends, and being friends.
public final class Friends {
  /// A friend of a user.
  ///
  /// @param id of the request that was accepted
  public record Friend(String id, String userId, String friendId, Instant since) {}

  /// Pending requests of a user, newest first.
  public record Pending(List<FriendRequest> sent, List<FriendRequest> received) {}

  /// A request just accepted.
  ///
  /// @param conversationId the direct conversation of the two
  public record Accepted(Friend friend, String conversationId) {}

  private final Relations relations;
  private final UserStore users;
  private final Conversations conversations;
  private final InstantSource clock;

  public Friends(
      Relations relations, UserStore users, Conversations conversations, InstantSource clock) {
    this.relations = relations;
    this.users = users;
    this.conversations = conversations;
    this.clock = clock;
  }

  public FriendRequest ask(String userId, String otherId) {
    if (userId.equals(otherId)) {
      throw Refused.invalid("toUserId", "must be another user");
    }
    if (users.byId(otherId) == null) {
      throw Refused.notFound("User");
    }
    var now = clock.instant();
    var request =
        new FriendRequest(Ids.at(now), userId, otherId, FriendRequest.Status.PENDING, now, now);
    var stored =
        relations.change(
            userId,
            otherId,
            seen -> {
              Blocks.requireNone(seen, userId);
              requireNew(seen, userId);
              return seen.with(request);
            });
    return requestOf(stored);
  }

  private static void requireNew(Relation seen, String userId) {
    if (seen.areFriends()) {
      throw refused("toUserId", "You are friends already");
    }
    if (seen.isPending()) {
      throw refused(
          "toUserId",
          requestOf(seen).fromUserId().equals(userId)
              ? "Friend request already sent"
              : "This user has already asked you");
    }
  }

  /// Makes them friends, and creates or finds their direct conversation.
  public Accepted accept(String userId, String requestId) {
    var stored = answer(userId, requestId, FriendRequest.Status.ACCEPTED);
    var conversation = conversations.direct(userId, stored.other(userId)).conversation();
    return new Accepted(friend(stored, userId), conversation.id());
  }

  public void decline(String userId, String requestId) {
    answer(userId, requestId, FriendRequest.Status.DECLINED);
  }

  /// Takes one's own request back.
  public void cancel(String userId, String requestId) {
    answer(userId, requestId, FriendRequest.Status.CANCELLED);
  }

  private Relation answer(String userId, String requestId, FriendRequest.Status status) {
    var found = relations.byRequest(requestId);
    if (found == null || (!userId.equals(found.lowId()) && !userId.equals(found.highId()))) {
      throw Refused.notFound("Friend request");
    }
    var now = clock.instant();
    return relations.change(
        found.lowId(),
        found.highId(),
        seen -> {
          var request = requestOf(seen);
          if (!request.id().equals(requestId)) {
            throw Refused.notFound("Friend request");
          }
          var mayAnswer =
              status == FriendRequest.Status.CANCELLED ? request.fromUserId() : request.toUserId();
          if (!mayAnswer.equals(userId)) {
            throw new Refused(Refusal.FORBIDDEN, "This is not yours to answer");
          }
          if (!request.isPending()) {
            throw refused("id", "Friend request already " + request.status().word());
          }
          var answered = seen.with(request.answered(status, now));
          return status == FriendRequest.Status.ACCEPTED
              ? withConsent(answered.friends(now))
              : answered;
        });
  }

  /// Friends need not be asked, nor once they have been.
  private static Relation withConsent(Relation friends) {
    var contact = friends.contact();
    return contact == null ? friends : friends.with(contact.with(Contact.State.ACCEPTED));
  }

  /// Their conversation stays.
  public void remove(String userId, String friendId) {
    relations.change(
        userId,
        friendId,
        seen -> {
          if (!seen.areFriends()) {
            throw Refused.notFound("Friend");
          }
          return seen.friends(null);
        });
  }

  /// The newest friend first.
  public List<Friend> list(String userId) {
    return relations.of(userId).stream()
        .filter(Relation::areFriends)
        .map(relation -> friend(relation, userId))
        .sorted(Comparator.comparing(Friend::since).thenComparing(Friend::friendId).reversed())
        .toList();
  }

  public Pending pending(String userId) {
    var all =
        relations.of(userId).stream()
            .filter(Relation::isPending)
            .map(Friends::requestOf)
            .sorted(
                Comparator.comparing(FriendRequest::createdAt)
                    .thenComparing(FriendRequest::id)
                    .reversed())
            .toList();
    return new Pending(
        all.stream().filter(request -> request.fromUserId().equals(userId)).toList(),
        all.stream().filter(request -> request.toUserId().equals(userId)).toList());
  }

  private static Friend friend(Relation relation, String userId) {
    return new Friend(
        requestOf(relation).id(),
        userId,
        relation.other(userId),
        Objects.requireNonNull(relation.friendsSince(), "friends"));
  }

  private static FriendRequest requestOf(Relation relation) {
    return Objects.requireNonNull(relation.request(), "a request");
  }

  private static Refused refused(String field, String message) {
    return new Refused(
        Refusal.VALIDATION_FAILED, message, List.of(new Refused.Field(field, message)));
  }
}
