package dev.parley.gateway;

import dev.parley.chat.ChatEvent;
import dev.parley.chat.ChatEvent.EntryCommitted;
import dev.parley.chat.Events;
import dev.parley.chat.Notice;
import dev.parley.chat.Rosters;
import dev.parley.chat.Whereabouts;
import java.util.List;

/// Deliveries of a node that is not alone: what is committed here goes to the other nodes at once,
/// and to this node's sockets when it is its turn among what the others commit. No acknowledgement
/// waits for any of it.
final class ClusterDeliveries implements Events {
  /// A roster up to that size travels along.
  private static final int NAMED = 32;

  private final Deliveries deliveries;
  private final SocketDirectory directory;
  private final Peers peers;
  private final Rosters rosters;
  private final Whereabouts whereabouts;
  private final Gate gate;

  ClusterDeliveries(
      Deliveries deliveries, Peers peers, Rosters rosters, Whereabouts whereabouts, Gate gate) {
    this.deliveries = deliveries;
    this.directory = deliveries.directory();
    this.peers = peers;
    this.rosters = rosters;
    this.whereabouts = whereabouts;
    this.gate = gate;
  }

  /// Returns at once.
  @Override
  public void publish(ChatEvent event) {
    var lanes = deliveries.lanes();
    switch (event) {
      case EntryCommitted committed ->
          lanes.run(committed.entry().conversationId(), () -> committed(committed));
      case ChatEvent.ConversationCreated(var conversation, var _) -> {
        lanes.run(
            conversation.id(),
            () -> {
              peers.tell(conversation.id(), EventText.write(event));
              gate.begin(conversation.id(), new Gate.Place(0, 0));
            });
        deliveries.publish(event);
      }
      case ChatEvent.SettingsChanged(var conversationId, var _) -> both(conversationId, event);
      case ChatEvent.SessionEnded(var _, var userId) -> both(userId, event);
      case ChatEvent.RelationChanged(var _, var after) -> both(after.id(), event);
      case ChatEvent.Invited(var invitation) -> both(invitation.conversationId(), event);
      case ChatEvent.UserKicked(var userId) -> {
        peers.lately().kicked(userId);
        both(userId, event);
      }
      case ChatEvent.UserChanged(var userId) -> both(userId, event);
      case ChatEvent.Broadcast broadcast -> both(broadcast.conversationId(), event);
      // Those who tell these reach the other nodes by themselves.
      case ChatEvent.MarkMoved moved -> deliveries.publish(event);
      case ChatEvent.DeliveredMoved moved -> deliveries.publish(event);
      case ChatEvent.PresenceChanged changed ->
          lanes.run(
              changed.userId(),
              () -> {
                if (changed.online()
                    ? whereabouts.arrived(changed.userId())
                    : whereabouts.left(changed.userId())) {
                  deliveries.presence().changed(changed, lanes);
                }
              });
      case ChatEvent.ViewerChanged changed ->
          lanes.run(
              changed.conversationId(),
              () -> {
                var id = changed.conversationId();
                if (changed.viewing()
                    ? whereabouts.began(changed.userId(), id)
                    : whereabouts.stopped(changed.userId(), id)) {
                  deliveries.presence().viewerChanged(changed);
                }
              });
    }
  }

  /// Nothing when it is otherwise meanwhile: whoever changed that tells it.
  void moved(ChatEvent.PresenceChanged changed) {
    var userId = changed.userId();
    deliveries
        .lanes()
        .run(
            userId,
            () -> {
              if (isOnline(userId) == changed.online()) {
                deliveries.presence().changed(changed, deliveries.lanes());
              }
            });
  }

  private boolean isOnline(String userId) {
    return directory.has(userId) || !whereabouts.online(List.of(userId)).isEmpty();
  }

  private void both(String key, ChatEvent event) {
    peers.tell(key, EventText.write(event));
    deliveries.publish(event);
  }

  /// Runs in the conversation's lane.
  private void committed(EntryCommitted committed) {
    var entry = committed.entry();
    var created = committed.created();
    var id = entry.conversationId();
    var place = entry.position();
    var step = Gate.Step.of(entry, created, committed.lastSeq());
    if (created && entry.body() instanceof Notice notice) {
      if (notice.type().endsMemberships()) {
        peers.lately().departed(new Envelope.Departed(id, place.memberRev(), notice.userIds()));
      }
      peers.tell(id, new Envelope.Notice(id, place.rev(), place.seq()));
      gate.offer(id, step, () -> deliveries.entries().committed(entry, created));
      return;
    }
    try {
      var roster = rosters.atLeast(id, place.memberRev());
      var event = deliveries.entries().encode(entry, created);
      var named = roster.members().size() <= NAMED ? roster.userIds() : List.<String>of();
      peers.tell(
          id,
          new Envelope.Message(
              id,
              place.rev(),
              place.seq(),
              place.memberRev(),
              List.copyOf(named),
              event.json(),
              step.before()));
      gate.offer(id, step, () -> directory.send(event, roster.userIds()));
    } catch (RuntimeException e) {
      // Such as a store that is away: whoever has members reads it when it is back.
      peers.tell(id, new Envelope.Head(id, place.rev(), step.before() + 1, place.rev()));
      gate.offer(id, step, () -> deliveries.entries().committed(entry, created));
      throw e;
    }
  }
}
