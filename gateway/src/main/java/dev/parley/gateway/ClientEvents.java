package dev.parley.gateway;

import dev.parley.chat.Delay;
import dev.parley.chat.Refused;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/// What clients can ask for over a socket: the contract's table from client to server. Each answers
/// its acknowledgement, or throws [Refused].
final class ClientEvents {
  /// One event.
  @FunctionalInterface
  interface Handling {
    Success handle(Client client, Fields payload);
  }

  private final UseCases chat;
  private final SocketDirectory directory;
  private final Profiles profiles;
  private final Views views;
  private final Typing typing;
  private final InstantSource clock;

  ClientEvents(
      UseCases chat,
      SocketDirectory directory,
      Profiles profiles,
      Delay delay,
      InstantSource clock) {
    this.chat = chat;
    this.directory = directory;
    this.profiles = profiles;
    this.views = new Views(profiles);
    this.typing = new Typing(directory, chat.presence(), profiles, delay);
    this.clock = clock;
  }

  /// By the event's name.
  Map<String, Handling> all() {
    return Map.ofEntries(
        Map.entry("join_conversation", this::join),
        Map.entry("leave_conversation", this::leave),
        Map.entry("send_message", this::send),
        Map.entry("edit_message", this::edit),
        Map.entry("delete_message", this::delete),
        Map.entry("react", this::react),
        Map.entry("mark_read", this::markRead),
        Map.entry("mark_delivered", this::markDelivered),
        Map.entry("sync", this::sync),
        Map.entry("typing", this::typing),
        Map.entry("heartbeat", this::heartbeat));
  }

  @Described(
      event = "join_conversation",
      value = "Begins to view a conversation",
      takes = {"conversation_id: id"},
      answers = Pushed.Viewing.class)
  private Success join(Client client, Fields payload) {
    var id = payload.conversationId();
    payload.refuseIfAny();
    chat.conversations().roster(client.userId(), id);
    client.view(id, chat.presence());
    // Removed meanwhile: whoever delivers the removal has either seen this view and ended it, or
    // has loaded the roster without them before.
    if (!chat.rosters().of(id).contains(client.userId())) {
      client.stopViewing(id, chat.presence());
      throw Refused.notFound("Conversation");
    }
    return tell(client, "joined_conversation", id);
  }

  @Described(
      event = "leave_conversation",
      value = "Stops viewing a conversation",
      takes = {"conversation_id: id"},
      answers = Pushed.Viewing.class)
  private Success leave(Client client, Fields payload) {
    var id = payload.conversationId();
    payload.refuseIfAny();
    client.stopViewing(id, chat.presence());
    return tell(client, "left_conversation", id);
  }

  private Success tell(Client client, String event, String conversationId) {
    var view = new Pushed.Viewing(conversationId, client.userId(), username(client));
    directory.send(List.of(client.socket()), event, view);
    return Success.of(view);
  }

  private String username(Client client) {
    var user = profiles.user(client.userId());
    return user == null ? client.identity().username() : user.username();
  }

  @Described(
      event = "send_message",
      value = "Sends a message; acknowledged once it is durable",
      takes = {
        "conversation_id: id",
        "text?: string 0..10000",
        "url?: string 0..2048",
        "fileName?: string 0..255",
        "clientMessageId?: string 0..64",
        "replyTo?: id"
      },
      answers = MessageView.class)
  private Success send(Client client, Fields payload) {
    var id = payload.conversationId();
    var message = SendMessage.read(payload, new SendMessage.Place.Conversation(id));
    var sent = chat.messages().send(message.from(client.userId(), id));
    return Success.of(views.message(sent.entry()));
  }

  @Described(
      event = "edit_message",
      value = "Edits an own message",
      takes = {"message_id: id", "text: string 1..10000"},
      answers = MessageView.class)
  private Success edit(Client client, Fields payload) {
    var id = payload.id("message_id");
    var text = payload.requiredText("text");
    payload.refuseIfAny();
    return Success.of(views.message(chat.messages().edit(client.userId(), id, text)));
  }

  @Described(
      event = "delete_message",
      value = "Deletes a message",
      takes = {"message_id: id"})
  private Success delete(Client client, Fields payload) {
    var id = payload.id("message_id");
    payload.refuseIfAny();
    chat.messages().delete(client.userId(), id);
    return Success.message("Message deleted");
  }

  @Described(
      event = "react",
      value = "Sets or takes away an emoji of one's own on a message",
      takes = {"message_id: id", "emoji: string", "on: boolean"},
      answers = MessageView.class)
  private Success react(Client client, Fields payload) {
    var id = payload.id("message_id");
    var emoji = payload.requiredText("emoji");
    var on = payload.requiredFlag("on");
    payload.refuseIfAny();
    return Success.of(views.message(chat.reactions().react(client.userId(), id, emoji, on)));
  }

  @Described(
      event = "mark_read",
      value = "Moves the read mark forward, without seq to the last entry",
      takes = {"conversation_id: id", "seq?: integer"})
  private Success markRead(Client client, Fields payload) {
    var id = payload.conversationId();
    var seq = ConversationCommands.seq(payload);
    chat.readMarks().read(client.userId(), id, seq);
    return Success.message("Conversation marked as read");
  }

  @Described(
      event = "mark_delivered",
      value = "Says up to which entry this client has the conversation",
      takes = {"conversation_id: id", "seq: integer"})
  private Success markDelivered(Client client, Fields payload) {
    var id = payload.conversationId();
    var seq = payload.requiredInteger("seq");
    payload.refuseIfAny();
    chat.receipts().delivered(client.userId(), id, seq);
    return Success.done();
  }

  @Described(
      event = "sync",
      value = "Brings everything that changed after these revisions",
      takes = {"cursors?: revisions", "limit?: integer 1..1000"},
      answers = SyncView.class)
  private Success sync(Client client, Fields payload) {
    var request = SyncRequest.read(payload);
    client.usedSync();
    var answer =
        chat.sync()
            .changes(client.userId(), client.socket().id(), request.cursors(), request.limit());
    return Success.of(views.sync(answer));
  }

  @Described(
      event = "typing",
      value = "Tells others that one types, or no longer",
      takes = {"conversation_id: id", "typing: boolean"})
  private Success typing(Client client, Fields payload) {
    var id = payload.conversationId();
    var isTyping = payload.requiredFlag("typing");
    payload.refuseIfAny();
    if (!chat.rosters().of(id).contains(client.userId())) {
      // One kept in memory may not know who has just joined.
      chat.conversations().roster(client.userId(), id);
    }
    var relation = chat.relations().ofDirect(chat.rosters().of(id));
    if (relation != null
        && (relation.isHidden(relation.lowId()) || relation.isHidden(relation.highId()))) {
      return Success.done();
    }
    if (isTyping) {
      typing.started(id, client.userId());
    } else {
      typing.stopped(id, client.userId());
    }
    return Success.done();
  }

  @Described(
      event = "heartbeat",
      value = "Says that one is here",
      takes = {"timestamp?: integer"},
      answers = Pushed.Beat.class)
  private Success heartbeat(Client client, Fields payload) {
    var timestamp = payload.integer("timestamp");
    payload.refuseIfAny();
    chat.presence().alive(client.userId());
    return Success.of(new Pushed.Beat(timestamp == null ? clock.millis() : timestamp));
  }
}
