package dev.parley.gateway;

import dev.parley.chat.ChatEvent.PresenceChanged;
import dev.parley.chat.ChatEvent.ViewerChanged;
import dev.parley.chat.ConversationStore;
import dev.parley.chat.Delay;
import dev.parley.chat.Presence;
import dev.parley.chat.Relations;
import dev.parley.chat.Rosters;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Pushes of who is online and who views what.
///
/// A status goes to direct partners and groups up to 100 at once. In larger groups only those
/// viewing one are told, once a second for all changes of that second; nobody is told twice.
final class PresencePushes {
  private static final String EVENT = "friend_status_changed";
  private static final int SMALL_GROUP = 100;
  private static final Duration BATCH = Duration.ofSeconds(1);

  /// The newest status of a user, who has been told of it, and who never is.
  private record Change(Pushed.Status status, Set<String> told, Set<String> hiddenFrom) {}

  private final SocketDirectory directory;
  private final Presence presence;
  private final Relations relations;
  private final Rosters rosters;
  private final ConversationStore conversations;
  private final Profiles profiles;
  private final Throttle<String> batches;

  // Replaced as a whole; guarded by this.
  private Map<String, Change> batch = new HashMap<>();

  PresencePushes(
      SocketDirectory directory,
      UseCases chat,
      ConversationStore conversations,
      Profiles profiles,
      Delay delay) {
    this.directory = directory;
    this.presence = chat.presence();
    this.relations = chat.relations();
    this.rosters = chat.rosters();
    this.conversations = conversations;
    this.profiles = profiles;
    this.batches = new Throttle<>(delay, BATCH);
  }

  /// Runs in the user's lane.
  void changed(PresenceChanged changed, Lanes lanes) {
    var userId = changed.userId();
    var status =
        new Pushed.Status(
            userId, changed.online() ? "online" : "offline", changed.at().toEpochMilli());
    var told = new HashSet<>(conversations.companions(userId, SMALL_GROUP));
    var circle = relations.circle(userId);
    told.addAll(circle.friends());
    told.removeAll(circle.hiddenFrom());
    told.remove(userId);
    directory.sendToUsers(told, EVENT, status);
    told.add(userId);
    synchronized (this) {
      batch.put(userId, new Change(status, told, circle.hiddenFrom()));
    }
    batches.run(EVENT, () -> lanes.run(EVENT, this::tellLargeGroups));
  }

  private void tellLargeGroups() {
    var changes = takeBatch();
    var recipients = new HashMap<Change, Set<String>>();
    for (var conversationId : presence.viewed()) {
      var roster = rosters.of(conversationId);
      if (roster.members().size() > SMALL_GROUP) {
        var viewers = presence.viewers(conversationId);
        for (var member : roster.members()) {
          var change = changes.get(member.userId());
          if (change != null) {
            recipients.computeIfAbsent(change, key -> new HashSet<>()).addAll(viewers);
          }
        }
      }
    }
    recipients.forEach((change, users) -> {
      users.removeAll(change.told());
      users.removeAll(change.hiddenFrom());
      directory.sendToUsers(users, EVENT, change.status());
    });
  }

  private synchronized Map<String, Change> takeBatch() {
    var taken = batch;
    batch = new HashMap<>();
    return taken;
  }

  /// Runs in the conversation's lane.
  void viewerChanged(ViewerChanged changed) {
    var others = new HashSet<>(presence.viewers(changed.conversationId()));
    others.remove(changed.userId());
    others.removeAll(keptOut(changed.conversationId(), changed.userId()));
    var user = profiles.user(changed.userId());
    if (user != null) {
      directory.sendToViewers(
          others,
          changed.conversationId(),
          changed.viewing() ? "user_joined" : "user_left",
          new Pushed.Viewing(changed.conversationId(), user.id(), user.username()));
    }
  }

  /// Whom a user keeps out of seeing them in a direct conversation.
  private Set<String> keptOut(String conversationId, String userId) {
    var relation = relations.ofDirect(rosters.of(conversationId));
    return relation != null && relation.isHidden(userId)
        ? Set.of(relation.other(userId))
        : Set.of();
  }
}
