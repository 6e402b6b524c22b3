package dev.parley.gateway;

import dev.parley.chat.ChatEvent;
import dev.parley.chat.EntryLog;
import dev.parley.chat.Rosters;
import java.util.List;

/// What the other nodes told: it goes to this node's sockets, each conversation's entries in their
/// order.
final class ClusterInbox {
  private final Deliveries deliveries;
  private final SocketDirectory directory;
  private final Rosters rosters;
  private final EntryLog log;
  private final Caches caches;
  private final Gate gate;

  ClusterInbox(Deliveries deliveries, EntryLog log, Caches caches, Gate gate) {
    this.deliveries = deliveries;
    this.directory = deliveries.directory();
    this.rosters = caches.rosters();
    this.log = log;
    this.caches = caches;
    this.gate = gate;
  }

  /// Returns at once.
  void take(Envelope envelope) {
    var lanes = deliveries.lanes();
    switch (envelope) {
      case Envelope.Message message ->
          lanes.run(
              message.conversationId(),
              () -> gate.offer(message.conversationId(), step(message), () -> deliver(message)));
      case Envelope.Notice notice ->
          lanes.run(
              notice.conversationId(),
              () -> gate.offer(notice.conversationId(), step(notice), () -> read(notice)));
      case Envelope.Head(var id, var fromRev, var fromSeq, var toRev) ->
          lanes.run(id, () -> gate.announced(id, new Gate.Place(fromRev - 1, fromSeq - 1), toRev));
      case Envelope.ToUsers(var key, var userIds, var packet) ->
          lanes.run(key, () -> directory.send(packet, userIds));
      case Envelope.ToViewers(var id, var except, var packet) ->
          lanes.run(id, () -> deliveries.presence().tellViewers(id, except, packet));
      case Envelope.Status status ->
          lanes.run(status.userId(), () -> deliveries.presence().changed(status, lanes));
      case Envelope.Kicked(var userId, var at) ->
          lanes.run(userId, () -> deliveries.people().kick(userId, at));
      case Envelope.Departed(var id, var memberRev, var userIds) ->
          lanes.run(id, () -> departed(id, memberRev, userIds));
      case Envelope.Missed missed -> {} // is for who told it
      case Envelope.Told told -> {
        var event = EventText.read(told);
        if (event != null) {
          take(event);
        }
      }
    }
  }

  private static Gate.Step step(Envelope.Message message) {
    return new Gate.Step(
        message.rev(), message.seqBefore(), Math.max(message.seqBefore(), message.seq()));
  }

  private static Gate.Step step(Envelope.Notice notice) {
    return new Gate.Step(notice.rev(), notice.seq() - 1, notice.seq());
  }

  private void take(ChatEvent event) {
    caches.learn(event);
    if (event instanceof ChatEvent.ConversationCreated(var conversation, var _)) {
      var id = conversation.id();
      deliveries.lanes().run(id, () -> gate.begin(id, new Gate.Place(0, 0)));
    }
    deliveries.publish(event);
  }

  private void departed(String conversationId, long memberRev, List<String> userIds) {
    var here = userIds.stream().filter(directory::has).toList();
    if (!here.isEmpty()) {
      var roster = rosters.atLeast(conversationId, memberRev);
      here.forEach(userId -> deliveries.entries().departed(conversationId, userId, roster));
    }
  }

  private void deliver(Envelope.Message message) {
    var named = message.recipients();
    directory.send(
        message.packet(),
        named.isEmpty()
            ? rosters.atLeast(message.conversationId(), message.memberRev()).userIds()
            : named);
  }

  private void read(Envelope.Notice notice) {
    var found = log.changed(notice.conversationId(), notice.rev() - 1, 1);
    if (found.isEmpty()) {
      throw new IllegalStateException("a notice was told before it can be read");
    }
    deliveries.entries().committed(found.getFirst(), true);
  }
}
