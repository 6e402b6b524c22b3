package dev.parley.gateway;

import dev.parley.chat.ChatEvent;
import dev.parley.chat.ConversationStore;
import dev.parley.chat.Delay;
import dev.parley.chat.Events;

/// Tells connected sockets what happened. Whatever concerns one conversation leaves in the order it
/// was published, which for entries is the order of their commit; nothing is told on the
/// publisher's thread.
public final class Deliveries implements Events {
  private final Lanes lanes = new Lanes();
  private final SocketDirectory directory;
  private final EntryPushes entries;
  private final ReadPushes reads;
  private final DeliveredPushes delivered;
  private final PresencePushes presence;
  private final FriendPushes friends;
  private final ContactPushes contacts;
  private final PeoplePushes people;

  public Deliveries(
      SocketDirectory directory,
      UseCases chat,
      ConversationStore conversations,
      Profiles profiles,
      Delay delay) {
    var views = new Views(profiles);
    this.directory = directory;
    this.entries = new EntryPushes(directory, chat, conversations, views);
    this.reads = new ReadPushes(directory, chat.rosters(), lanes, delay);
    this.delivered = new DeliveredPushes(directory, chat.rosters(), lanes, delay);
    this.presence = new PresencePushes(directory, chat, conversations, profiles, delay);
    this.friends = new FriendPushes(directory, chat.presence(), profiles);
    this.contacts = new ContactPushes(directory, conversations, views);
    this.people = new PeoplePushes(directory, chat.rosters());
  }

  /// Returns at once.
  @Override
  public void publish(ChatEvent event) {
    switch (event) {
      case ChatEvent.EntryCommitted(var entry, var created, var _) ->
          lanes.run(entry.conversationId(), () -> entries.committed(entry, created));
      case ChatEvent.ConversationCreated(var conversation, var userIds) ->
          lanes.run(
              conversation.id(), () -> entries.conversationCreated(conversation.id(), userIds));
      case ChatEvent.MarkMoved moved -> lanes.run(moved.conversationId(), () -> reads.moved(moved));
      case ChatEvent.DeliveredMoved moved ->
          lanes.run(moved.conversationId(), () -> delivered.moved(moved));
      case ChatEvent.SettingsChanged(var conversationId, var userId) ->
          lanes.run(conversationId, () -> entries.settingsChanged(conversationId, userId));
      case ChatEvent.ViewerChanged changed ->
          lanes.run(changed.conversationId(), () -> presence.viewerChanged(changed));
      case ChatEvent.PresenceChanged changed ->
          lanes.run(changed.userId(), () -> presence.changed(changed, lanes));
      case ChatEvent.SessionEnded(var sessionId, var userId) ->
          lanes.run(userId, () -> end(sessionId, userId));
      case ChatEvent.RelationChanged changed ->
          lanes.run(
              changed.after().id(),
              () -> {
                friends.changed(changed);
                contacts.changed(changed);
              });
      case ChatEvent.Invited(var invitation) ->
          lanes.run(invitation.conversationId(), () -> contacts.invited(invitation));
      case ChatEvent.UserChanged changed -> {}
      case ChatEvent.UserKicked(var userId) -> lanes.run(userId, () -> people.kick(userId));
      case ChatEvent.Broadcast broadcast ->
          lanes.run(broadcast.conversationId(), () -> people.broadcast(broadcast));
    }
  }

  SocketDirectory directory() {
    return directory;
  }

  Lanes lanes() {
    return lanes;
  }

  EntryPushes entries() {
    return entries;
  }

  PeoplePushes people() {
    return people;
  }

  PresencePushes presence() {
    return presence;
  }

  /// A socket that is just connecting asks for its session once more when it has: nothing is done
  /// to it here, so that whoever is in the directory gets out of it by a disconnect alone.
  private void end(String sessionId, String userId) {
    for (var client : directory.of(userId)) {
      if (sessionId.equals(client.identity().sessionId()) && client.socket().connected()) {
        client.socket().disconnect(true);
      }
    }
  }
}
