package dev.parley.server;

import dev.parley.chat.Conversations;
import dev.parley.chat.History;
import dev.parley.chat.Ids;
import dev.parley.chat.Messages;
import dev.parley.chat.Refusal;
import dev.parley.chat.Refused;
import dev.parley.gateway.Described;
import dev.parley.gateway.Fields;
import dev.parley.gateway.HistoryQuery;
import dev.parley.gateway.HistoryView;
import dev.parley.gateway.Identity;
import dev.parley.gateway.MessageView;
import dev.parley.gateway.SendMessage;
import dev.parley.gateway.Success;
import dev.parley.gateway.Views;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Sending, reading, editing and deleting messages.
@RestController
@RequestMapping("/api/v1/messages")
final class MessageController {
  private final Messages messages;
  private final Conversations conversations;
  private final History history;
  private final Views views;

  MessageController(Messages messages, Conversations conversations, History history, Views views) {
    this.messages = messages;
    this.conversations = conversations;
    this.history = history;
    this.views = views;
  }

  @PostMapping
  @Described(
      value = "Sends a message; the same clientMessageId again answers the first one",
      takes = {
        "conversationId?: id",
        "receiverId?: id",
        "text?: string 0..10000",
        "url?: string 0..2048",
        "fileName?: string 0..255",
        "clientMessageId?: string 0..64",
        "replyTo?: id"
      },
      answers = MessageView.class,
      status = {200, 201})
  ResponseEntity<Success> send(@AuthenticationPrincipal Identity identity, Body body) {
    var message = SendMessage.ofBody(body.fields());
    var sent =
        switch (message.place()) {
          case SendMessage.Place.Conversation(var id) ->
              messages.send(message.from(identity.userId(), id));
          case SendMessage.Place.Receiver(var userId) -> sendTo(userId, message, identity.userId());
        };
    return ResponseEntity.status(sent.repeated() ? HttpStatus.OK : HttpStatus.CREATED)
        .body(Success.of(views.message(sent.entry())));
  }

  /// Creates the direct conversation only once there is a message that may be sent to it.
  private Messages.Sent sendTo(String receiverId, SendMessage message, String senderId) {
    if (receiverId.equals(senderId)) {
      throw Refused.invalid("receiverId", "must be another user");
    }
    var outgoing = message.from(senderId, Ids.direct(senderId, receiverId));
    try {
      return messages.send(outgoing);
    } catch (Refused refused) {
      if (refused.refusal() != Refusal.NOT_FOUND) {
        throw refused;
      }
      conversations.direct(senderId, receiverId);
      return messages.send(outgoing);
    }
  }

  @GetMapping("/conversation/{id}")
  @Described(
      value = "A page of a conversation's history, newest first",
      asks = {
        "limit?: integer 1..100",
        "before?: id",
        "after?: id",
        "around?: id",
        "aroundSeq?: integer",
        "sinceRev?: integer",
        "entries?: all"
      })
  HistoryView history(
      @AuthenticationPrincipal Identity identity,
      @PathVariable String id,
      @RequestParam Map<String, String> query) {
    return page(identity, Fields.requireId("id", id), query);
  }

  @GetMapping("/friend/{friendId}")
  @Described(
      value = "A page of the direct history with somebody",
      asks = {
        "limit?: integer 1..100",
        "before?: id",
        "after?: id",
        "around?: id",
        "aroundSeq?: integer",
        "sinceRev?: integer",
        "entries?: all"
      })
  HistoryView direct(
      @AuthenticationPrincipal Identity identity,
      @PathVariable String friendId,
      @RequestParam Map<String, String> query) {
    Fields.requireId("friendId", friendId);
    return page(identity, Ids.direct(identity.userId(), friendId), query);
  }

  private HistoryView page(Identity identity, String conversationId, Map<String, String> query) {
    var asked = HistoryQuery.read(query);
    var page =
        history.page(
            identity.userId(), conversationId, asked.place(), asked.limit(), asked.scope());
    return views.history(asked, page);
  }

  @GetMapping("/{id}")
  @Described(value = "A message", answers = MessageView.class)
  Success get(@AuthenticationPrincipal Identity identity, @PathVariable String id) {
    return Success.of(views.message(messages.get(identity.userId(), Fields.requireId("id", id))));
  }

  @PutMapping("/{id}")
  @Described(
      value = "Edits an own message",
      takes = {"text: string 1..10000"},
      answers = MessageView.class)
  Success edit(@AuthenticationPrincipal Identity identity, @PathVariable String id, Body body) {
    Fields.requireId("id", id);
    var fields = body.fields();
    var text = fields.text("text");
    fields.refuseIfAny();
    return Success.of(views.message(messages.edit(identity.userId(), id, text)));
  }

  @DeleteMapping("/{id}")
  @Described("Deletes a message, of others as a group's owner or admin")
  Success delete(@AuthenticationPrincipal Identity identity, @PathVariable String id) {
    messages.delete(identity.userId(), Fields.requireId("id", id));
    return Success.message("Message deleted");
  }
}
