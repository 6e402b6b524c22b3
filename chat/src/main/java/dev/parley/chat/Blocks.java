package dev.parley.chat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/// Keeping somebody out: they can't write, ask or invite, and see no presence. A message that was
/// on its way at that moment may still arrive.
public final class Blocks {
  /// Somebody who is kept out.
  public record Blocked(String userId, Instant since) {}

  private final Relations relations;
  private final UserStore users;
  private final InstantSource clock;

  public Blocks(Relations relations, UserStore users, InstantSource clock) {
    this.relations = relations;
    this.users = users;
    this.clock = clock;
  }

  /// Also ends their friendship and the request between them. Blocking twice is blocking once.
  public void block(String userId, String otherId) {
    if (userId.equals(otherId)) {
      throw Refused.invalid("id", "must be another user");
    }
    if (users.byId(otherId) == null) {
      throw Refused.notFound("User");
    }
    var now = clock.instant();
    relations.change(
        userId,
        otherId,
        seen ->
            seen.isBlockedBy(userId) ? seen : withoutTies(seen, userId, now).blocked(userId, now));
  }

  static Relation withoutTies(Relation seen, String userId, Instant now) {
    var request = seen.request();
    var next = seen.friends(null);
    if (request == null || !request.isPending()) {
      return next;
    }
    var status =
        request.fromUserId().equals(userId)
            ? FriendRequest.Status.CANCELLED
            : FriendRequest.Status.DECLINED;
    return next.with(request.answered(status, now));
  }

  public void unblock(String userId, String otherId) {
    relations.change(userId, otherId, seen -> seen.blocked(userId, null));
  }

  /// Whom a user keeps out, the newest first.
  public List<Blocked> list(String userId) {
    return relations.of(userId).stream()
        .filter(relation -> relation.isBlockedBy(userId))
        .map(relation ->
            new Blocked(relation.other(userId), Objects.requireNonNull(relation.blockedAt(userId))))
        .sorted(Comparator.comparing(Blocked::since).thenComparing(Blocked::userId).reversed())
        .toList();
  }

  /// Refuses when either keeps the other out.
  static void requireNone(Relation relation, String userId) {
    if (relation.isBlockedBy(relation.other(userId))) {
      throw new Refused(Refusal.BLOCKED, "This user can't be reached by you");
    }
    if (relation.isBlockedBy(userId)) {
      throw new Refused(Refusal.BLOCKED, "You have blocked this user");
    }
  }
}
