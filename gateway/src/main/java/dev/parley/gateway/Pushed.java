package dev.parley.gateway;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.parley.chat.Refused;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Payloads of events that are no view: their fields are named as sockets name them.
interface Pushed {
  /// `joined_conversation`, `left_conversation`, `user_joined`, `user_left`.
  @Emitted({"joined_conversation", "left_conversation", "user_joined", "user_left"})
  record Viewing(
      @JsonProperty("conversation_id") String conversationId,
      @JsonProperty("user_id") String userId,
      String username) {}

  /// `user_typing`.
  @Emitted("user_typing")
  record Typing(
      @JsonProperty("conversation_id") String conversationId,
      @JsonProperty("user_id") String userId,
      String username,
      boolean typing) {}

  /// `conversation_read`.
  ///
  /// @param unreadCount as in the list, for the reader's own sockets only; so is mentions
  @Emitted("conversation_read")
  record Read(
      @JsonProperty("conversation_id") String conversationId,
      @JsonProperty("user_id") String userId,
      long seq,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long unreadCount,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long mentions) {}

  /// `conversation_delivered`.
  @Emitted("conversation_delivered")
  record Delivered(
      @JsonProperty("conversation_id") String conversationId,
      @JsonProperty("user_id") String userId,
      long seq) {}

  /// `participant_added`, `participant_removed`.
  @Emitted({"participant_added", "participant_removed"})
  record Participant(
      @JsonProperty("conversation_id") String conversationId,
      @JsonProperty("user_id") String userId,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String role) {}

  /// `conversation_deleted`.
  @Emitted("conversation_deleted")
  record Deleted(@JsonProperty("conversation_id") String conversationId) {}

  /// `conversation_invited`.
  ///
  /// @param userId who invites
  @Emitted("conversation_invited")
  record Invited(
      @JsonProperty("conversation_id") String conversationId,
      @Nullable String name,
      @JsonProperty("user_id") String userId) {}

  /// `friend_removed`.
  @Emitted("friend_removed")
  record Unfriended(String friendId) {}

  /// `friend_status_changed`.
  ///
  /// @param status `online` or `offline`
  /// @param timestamp epoch milliseconds
  @Emitted("friend_status_changed")
  record Status(@JsonProperty("user_id") String userId, String status, long timestamp) {}

  /// `presence_changed`: several statuses at once, of members of one conversation.
  @Emitted("presence_changed")
  record Statuses(@JsonProperty("conversation_id") String conversationId, List<Status> statuses) {}

  /// `error`: a refusal of an event that asked for no acknowledgement.
  @Emitted("error")
  record Failure(
      String code,
      String message,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Refused.Field> details) {}

  /// `sync_required`: pushes were dropped.
  @Emitted("sync_required")
  record SyncRequired() {}

  /// Acknowledges a token given anew: until when it is good, unless it has a session.
  record Renewed(@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant expiresAt) {}

  /// Acknowledges a heartbeat, in epoch milliseconds.
  record Beat(long timestamp) {}
}
