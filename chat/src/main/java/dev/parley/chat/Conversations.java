package dev.parley.chat;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Creating and listing conversations, and how each participant keeps them.
public final class Conversations {
  static final int NAME_LENGTH = 100;

  /// A conversation that was asked for.
  ///
  /// @param fresh false when the direct conversation of this pair was there before
  public record Created(Conversation conversation, boolean fresh) {}

  private final ConversationStore store;
  private final UserStore users;
  private final Rosters rosters;
  private final Contacts contacts;
  private final UploadAccess uploads;
  private final InstantSource clock;
  private final int groupSize;

  /// @param groupSize how many members a group may have
  public Conversations(
      ConversationStore store,
      UserStore users,
      Rosters rosters,
      Contacts contacts,
      UploadAccess uploads,
      InstantSource clock,
      int groupSize) {
    this.store = store;
    this.users = users;
    this.rosters = rosters;
    this.contacts = contacts;
    this.uploads = uploads;
    this.clock = clock;
    this.groupSize = groupSize;
  }

  /// The one direct conversation of two users, created if need be.
  public Created direct(String userId, String otherUserId) {
    if (userId.equals(otherUserId)) {
      throw Refused.invalid("userIds", "must be another user");
    }
    requireUsers(List.of(otherUserId));
    var known = store.conversation(Ids.direct(userId, otherUserId));
    if (known != null) {
      contacts.reopen(userId, otherUserId);
      return new Created(known, false);
    }
    contacts.begin(userId, otherUserId);
    var conversation =
        new Conversation(
            Ids.direct(userId, otherUserId),
            Conversation.Type.DIRECT,
            null,
            null,
            null,
            clock.instant());
    var members =
        List.of(
            new Member(userId, MemberRole.MEMBER, 0),
            new Member(otherUserId, MemberRole.MEMBER, 0));
    var fresh = store.create(conversation, members);
    var stored = store.conversation(conversation.id());
    return new Created(stored == null ? conversation : stored, fresh);
  }

  /// A new group, owned by its creator.
  public Created group(String userId, @Nullable String name, List<String> userIds) {
    var others = new LinkedHashSet<>(userIds);
    others.remove(userId);
    var checks = new Checks();
    checkName(checks, name);
    if (others.size() + 1 > groupSize) {
      checks.add("userIds", "a group has at most " + groupSize + " members");
    }
    checks.refuseIfAny();
    requireUsers(others);
    contacts.requireMayAdd(userId, others);
    var invited = contacts.toBeInvited(userId, others);
    others.removeAll(invited);
    var now = clock.instant();
    var conversation =
        new Conversation(Ids.at(now), Conversation.Type.GROUP, name, null, userId, now);
    var members = new ArrayList<Member>();
    members.add(new Member(userId, MemberRole.OWNER, 0));
    others.forEach(id -> members.add(new Member(id, MemberRole.MEMBER, 0)));
    store.create(conversation, members);
    contacts.invite(userId, conversation.id(), invited);
    return new Created(conversation, true);
  }

  /// Notes what no group may be called.
  public static void checkName(Checks checks, @Nullable String name) {
    checks.name("name", name, 1, NAME_LENGTH);
  }

  void requireAvatar(String userId, @Nullable String avatar) {
    uploads.require(userId, "avatar", avatar);
  }

  private void requireUsers(Collection<String> ids) {
    if (users.users(ids).size() != ids.size()) {
      throw Refused.notFound("User");
    }
  }

  /// One's conversations, newest activity first.
  public List<Listing> list(
      String userId, ConversationStore.@Nullable ListCursor after, int limit) {
    return store.list(userId, after, limit);
  }

  public Listing listing(String userId, String conversationId) {
    var listing = store.listing(userId, conversationId);
    if (listing == null) {
      throw Refused.notFound("Conversation");
    }
    return listing;
  }

  /// Who is in a conversation one is in.
  public Roster roster(String userId, String conversationId) {
    var roster = rosters.fresh(conversationId);
    if (!roster.contains(userId)) {
      throw Refused.notFound("Conversation");
    }
    return roster;
  }

  /// Changes what is named; null leaves a setting as it is.
  public Settings keep(
      String userId,
      String conversationId,
      @Nullable Boolean muted,
      @Nullable Boolean pinned,
      @Nullable Boolean archived) {
    var old = listing(userId, conversationId).settings();
    var settings =
        new Settings(
            muted == null ? old.muted() : muted,
            pinned == null ? old.pinned() : pinned,
            archived == null ? old.archived() : archived);
    if (!settings.equals(old)) {
      store.keep(userId, conversationId, settings);
    }
    return settings;
  }
}
