package dev.parley.chat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What two users are to each other: one record a pair, so that asking, accepting and blocking are
/// decided on the same version of it, whoever of the two comes first.
///
/// @param id of their direct conversation, whether there is one or not
/// @param lowId the one of the two whose id is smaller
/// @param version 0 before anything was stored; one more with each change
/// @param request the newest one, answered or not
/// @param friendsSince null unless they are friends
/// @param lowBlockedAt when `lowId` blocked the other; null unless they do
/// @param contact null while nobody's consent was ever asked
public record Relation(
    String id,
    String lowId,
    String highId,
    long version,
    @Nullable FriendRequest request,
    @Nullable Instant friendsSince,
    @Nullable Instant lowBlockedAt,
    @Nullable Instant highBlockedAt,
    @Nullable Contact contact) {

  /// Of two who have nothing to do with each other so far.
  public static Relation none(String userId, String otherId) {
    var isLow = userId.compareTo(otherId) < 0;
    return new Relation(
        Ids.direct(userId, otherId),
        isLow ? userId : otherId,
        isLow ? otherId : userId,
        0,
        null,
        null,
        null,
        null,
        null);
  }

  public String other(String userId) {
    return userId.equals(lowId) ? highId : lowId;
  }

  public boolean areFriends() {
    return friendsSince != null;
  }

  public boolean isPending() {
    return request != null && request.isPending();
  }

  /// When this one of the two blocked the other; null unless they do.
  public @Nullable Instant blockedAt(String byUserId) {
    return byUserId.equals(lowId) ? lowBlockedAt : highBlockedAt;
  }

  public boolean isBlockedBy(String userId) {
    return blockedAt(userId) != null;
  }

  /// Whether the other one never sees this one's presence or typing.
  public boolean isHidden(String userId) {
    return isBlockedBy(userId)
        || (contact != null && contact.isOpen() && contact.receiverId().equals(userId));
  }

  Relation with(@Nullable FriendRequest next) {
    return new Relation(
        id, lowId, highId, version, next, friendsSince, lowBlockedAt, highBlockedAt, contact);
  }

  Relation with(@Nullable Contact next) {
    return new Relation(
        id, lowId, highId, version, request, friendsSince, lowBlockedAt, highBlockedAt, next);
  }

  Relation friends(@Nullable Instant since) {
    return new Relation(
        id, lowId, highId, version, request, since, lowBlockedAt, highBlockedAt, contact);
  }

  Relation blocked(String byUserId, @Nullable Instant at) {
    var isLow = byUserId.equals(lowId);
    return new Relation(
        id,
        lowId,
        highId,
        version,
        request,
        friendsSince,
        isLow ? at : lowBlockedAt,
        isLow ? highBlockedAt : at,
        contact);
  }

  /// This one as stored after another change.
  public Relation at(long nextVersion) {
    return new Relation(
        id,
        lowId,
        highId,
        nextVersion,
        request,
        friendsSince,
        lowBlockedAt,
        highBlockedAt,
        contact);
  }
}
