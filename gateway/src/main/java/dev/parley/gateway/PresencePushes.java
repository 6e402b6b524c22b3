package dev.parley.gateway;

import dev.parley.chat.ChatEvent.PresenceChanged;
import dev.parley.chat.ChatEvent.ViewerChanged;
import dev.parley.chat.ConversationStore;
import dev.parley.chat.Delay;
import dev.parley.chat.LastSeen;
import dev.parley.chat.Presence;
import dev.parley.chat.Relations;
import dev.parley.chat.Rosters;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Pushes of who is online and who views what.
///
/// A status goes to direct partners and groups up to 100 at once. In larger groups only those
/// viewing one are told, once in two seconds: of one change as others are, of several in one event,
/// which may name who is known already. So a thousand who come back cost each viewer an event in
/// two seconds, not a thousand.
final class PresencePushes {
  private static final Logger LOG = System.getLogger(PresencePushes.class.getName());
  private static final String EVENT = "friend_status_changed";
  private static final String BATCH_EVENT = "presence_changed";
  private static final int SMALL_GROUP = 100;
  private static final Duration BATCH = Duration.ofSeconds(2);
  private static final Duration AGAIN = Duration.ofSeconds(5);

  /// The newest status of a user, who has been told of it, and who never is.
  private record Change(Pushed.Status status, Set<String> told, Set<String> hiddenFrom) {}

  private final SocketDirectory directory;
  private final Presence presence;
  private final LastSeen lastSeen;
  private final Relations relations;
  private final Rosters rosters;
  private final ConversationStore conversations;
  private final Profiles profiles;
  private final Delay delay;
  private final Throttle<String> batches;

  /// By user, what nobody could be told, such as while the database is away.
  private final Map<String, PresenceChanged> untold = new ConcurrentHashMap<>();

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
    this.lastSeen = chat.lastSeen();
    this.relations = chat.relations();
    this.rosters = chat.rosters();
    this.conversations = conversations;
    this.profiles = profiles;
    this.delay = delay;
    this.batches = new Throttle<>(delay, BATCH);
  }

  /// Runs in the user's lane. What fails is tried again, unless it is otherwise meanwhile.
  void changed(PresenceChanged changed, Lanes lanes) {
    try {
      keepAndTell(changed, lanes);
      untold.remove(changed.userId());
    } catch (RuntimeException e) {
      if (untold.put(changed.userId(), changed) == null) {
        tryAgain(changed.userId(), lanes);
      }
      throw e;
    }
  }

  private void tryAgain(String userId, Lanes lanes) {
    delay.after(AGAIN, () -> lanes.run(userId, () -> again(userId, lanes)));
  }

  private void again(String userId, Lanes lanes) {
    var changed = untold.get(userId);
    if (changed == null) {
      return;
    }
    try {
      // Else somebody has told otherwise since, perhaps on another node.
      if (presence.isOnline(userId) == changed.online()) {
        keepAndTell(changed, lanes);
      }
      untold.remove(userId);
    } catch (RuntimeException e) {
      LOG.log(Level.DEBUG, "Who came or went can't be told yet", e);
      tryAgain(userId, lanes);
    }
  }

  private void keepAndTell(PresenceChanged changed, Lanes lanes) {
    try {
      if (!changed.online()) {
        lastSeen.left(changed.userId(), changed.at());
      }
    } finally {
      tell(changed, lanes);
    }
  }

  private void tell(PresenceChanged changed, Lanes lanes) {
    var userId = changed.userId();
    var status =
        new Pushed.Status(
            userId, changed.online() ? "online" : "offline", changed.at().toEpochMilli());
    var told = new HashSet<>(conversations.companions(userId, SMALL_GROUP));
    var circle = relations.circle(userId);
    told.addAll(circle.friends());
    told.removeAll(circle.hiddenFrom());
    told.remove(userId);
    tell(userId, status, told, circle.hiddenFrom(), lanes);
    directory.tellOthers(
        userId,
        new Envelope.Status(
            userId,
            changed.online(),
            status.timestamp(),
            List.copyOf(told),
            List.copyOf(circle.hiddenFrom())));
  }

  /// What another node told; it knows who is to learn of it. Runs in the user's lane.
  void changed(Envelope.Status there, Lanes lanes) {
    var status =
        new Pushed.Status(there.userId(), there.online() ? "online" : "offline", there.at());
    tell(
        there.userId(), status, new HashSet<>(there.told()), Set.copyOf(there.hiddenFrom()), lanes);
  }

  private void tell(
      String userId, Pushed.Status status, Set<String> told, Set<String> hiddenFrom, Lanes lanes) {
    directory.sendToUsers(told, EVENT, status);
    var knowing = new HashSet<>(told);
    knowing.add(userId);
    synchronized (this) {
      batch.put(userId, new Change(status, knowing, hiddenFrom));
    }
    batches.run(EVENT, () -> lanes.run(EVENT, this::tellLargeGroups));
  }

  private void tellLargeGroups() {
    var changes = takeBatch();
    for (var conversationId : presence.viewed()) {
      var roster = rosters.of(conversationId);
      if (roster.members().size() > SMALL_GROUP) {
        var present =
            roster.members().stream()
                .map(member -> changes.get(member.userId()))
                .filter(Objects::nonNull)
                .toList();
        if (present.size() == 1) {
          tellOne(present.getFirst(), presence.viewers(conversationId));
        } else if (!present.isEmpty()) {
          tellSeveral(conversationId, present, presence.viewers(conversationId));
        }
      }
    }
  }

  private void tellOne(Change change, Set<String> viewers) {
    var untold = new HashSet<>(viewers);
    untold.removeAll(change.hiddenFrom());
    untold.removeIf(userId -> !change.told().add(userId));
    directory.sendToUsers(untold, EVENT, change.status());
  }

  /// One event for all of them, encoded once; who is kept out of some gets the others.
  private void tellSeveral(String conversationId, List<Change> changes, Set<String> viewers) {
    var keptOut = new HashSet<String>();
    changes.forEach(change -> keptOut.addAll(change.hiddenFrom()));
    keptOut.retainAll(viewers);
    var others = new HashSet<>(viewers);
    others.removeAll(keptOut);
    tell(conversationId, changes, others);
    for (var userId : keptOut) {
      var visible =
          changes.stream().filter(change -> !change.hiddenFrom().contains(userId)).toList();
      tell(conversationId, visible, Set.of(userId));
    }
  }

  private void tell(String conversationId, List<Change> changes, Set<String> users) {
    directory.sendToViewers(
        users,
        conversationId,
        BATCH_EVENT,
        new Pushed.Statuses(conversationId, changes.stream().map(Change::status).toList()));
  }

  private synchronized Map<String, Change> takeBatch() {
    var taken = batch;
    batch = new HashMap<>();
    return taken;
  }

  /// Runs in the conversation's lane.
  void viewerChanged(ViewerChanged changed) {
    var except = new HashSet<>(keptOut(changed.conversationId(), changed.userId()));
    except.add(changed.userId());
    var user = profiles.user(changed.userId());
    if (user != null) {
      directory.tellViewers(
          changed.conversationId(),
          presence.viewers(changed.conversationId()),
          except,
          changed.viewing() ? "user_joined" : "user_left",
          new Pushed.Viewing(changed.conversationId(), user.id(), user.username()));
    }
  }

  /// What another node told of a conversation to those who view it here.
  void tellViewers(String conversationId, List<String> except, String packet) {
    var others = new HashSet<>(presence.viewers(conversationId));
    except.forEach(others::remove);
    if (!others.isEmpty()) {
      directory.sendToViewers(directory.namespace().encoded(packet), conversationId, others);
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
