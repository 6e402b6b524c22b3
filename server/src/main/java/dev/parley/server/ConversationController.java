package dev.parley.server;

import dev.parley.chat.Conversations;
import dev.parley.chat.Groups;
import dev.parley.chat.ReadMarks;
import dev.parley.chat.Relations;
import dev.parley.gateway.ConversationCommands;
import dev.parley.gateway.ConversationCommands.NewConversation;
import dev.parley.gateway.ConversationDetail;
import dev.parley.gateway.ConversationList;
import dev.parley.gateway.ConversationView;
import dev.parley.gateway.CreatedView;
import dev.parley.gateway.Described;
import dev.parley.gateway.Fields;
import dev.parley.gateway.Identity;
import dev.parley.gateway.ListCursors;
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

/// One's conversations.
@RestController
@RequestMapping("/api/v1/conversations")
final class ConversationController {
  private final Conversations conversations;
  private final Groups groups;
  private final ReadMarks marks;
  private final Relations relations;
  private final Views views;

  ConversationController(
      Conversations conversations,
      Groups groups,
      ReadMarks marks,
      Relations relations,
      Views views) {
    this.conversations = conversations;
    this.groups = groups;
    this.marks = marks;
    this.relations = relations;
    this.views = views;
  }

  /// All of them unless a limit is asked for.
  @GetMapping
  @Described(
      value = "One's conversations, newest activity first",
      asks = {"limit?: integer 1..1000", "cursor?: string"},
      answers = ConversationList.class)
  Success list(
      @AuthenticationPrincipal Identity identity, @RequestParam Map<String, String> query) {
    var limit = Query.integer(query, "limit", Integer.MAX_VALUE, 1, 1_000);
    var cursor = ListCursors.read(query.get("cursor"));
    var page = conversations.list(identity.userId(), cursor, limit);
    return Success.of("Success", views.list(page, ListCursors.after(page, limit)));
  }

  @PostMapping
  @Described(
      value = "Makes a group, or the one direct conversation with somebody",
      takes = {"name?: string 1..100", "type: direct|group", "userIds: ids"},
      answers = CreatedView.class,
      status = {200, 201})
  ResponseEntity<Success> create(@AuthenticationPrincipal Identity identity, Body body) {
    var me = identity.userId();
    var created =
        switch (ConversationCommands.create(body.fields())) {
          case NewConversation.Direct(var otherUserId) -> conversations.direct(me, otherUserId);
          case NewConversation.Group(var name, var userIds) ->
              conversations.group(me, name, userIds);
        };
    return ResponseEntity.status(created.fresh() ? HttpStatus.CREATED : HttpStatus.OK)
        .body(Success.of(CreatedView.of(view(me, created.conversation().id()))));
  }

  @GetMapping("/{id}")
  @Described(value = "A conversation with its members", answers = ConversationDetail.class)
  Success get(@AuthenticationPrincipal Identity identity, @PathVariable String id) {
    var me = identity.userId();
    var listing = conversations.listing(me, Fields.requireId("id", id));
    return Success.of(
        views.detail(me, relations.circle(me).friends(), listing, conversations.roster(me, id)));
  }

  @PutMapping("/{id}")
  @Described(
      value = "Renames a group or changes its avatar",
      takes = {"name?: string 1..100", "avatar?: string"},
      answers = ConversationView.class)
  Success change(@AuthenticationPrincipal Identity identity, @PathVariable String id, Body body) {
    Fields.requireId("id", id);
    var change = ConversationCommands.change(body.fields());
    groups.present(identity.userId(), id, change.name(), change.avatar());
    return Success.of("Conversation updated", view(identity.userId(), id));
  }

  @DeleteMapping("/{id}")
  @Described("Deletes a group; archives a direct conversation for oneself")
  Success delete(@AuthenticationPrincipal Identity identity, @PathVariable String id) {
    groups.delete(identity.userId(), Fields.requireId("id", id));
    return Success.message("Conversation deleted");
  }

  @PutMapping("/{id}/settings")
  @Described(
      value = "Mutes, pins or archives for oneself",
      takes = {"muted?: boolean", "pinned?: boolean", "archived?: boolean"},
      answers = ConversationView.class)
  Success keep(@AuthenticationPrincipal Identity identity, @PathVariable String id, Body body) {
    Fields.requireId("id", id);
    var change = ConversationCommands.settings(body.fields());
    conversations.keep(identity.userId(), id, change.muted(), change.pinned(), change.archived());
    return Success.of("Settings updated", view(identity.userId(), id));
  }

  @PostMapping("/{id}/read")
  @Described(
      value = "Moves the read mark forward, without seq to the last entry",
      takes = {"seq?: integer"})
  Success read(@AuthenticationPrincipal Identity identity, @PathVariable String id, Body body) {
    Fields.requireId("id", id);
    marks.read(identity.userId(), id, ConversationCommands.seq(body.fields()));
    return Success.message("Conversation marked as read");
  }

  private ConversationView view(String userId, String id) {
    return views.conversation(conversations.listing(userId, id));
  }
}
