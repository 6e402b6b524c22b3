package dev.parley.server;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// What somebody says: one message after the other, each repeated with its `clientMessageId` until
/// it is acknowledged, or refused for good, as to who is in the conversation no longer.
final class ClusterOutbox {
  private static final int TOO_MANY = 429;

  /// A message that is not acknowledged yet.
  private record Unsent(String conversationId, String clientMessageId, String text) {
    Map<String, Object> payload() {
      return Map.of(
          "conversation_id", conversationId, "text", text, "clientMessageId", clientMessageId);
    }
  }

  private final ClusterSocket socket;
  private final ArrayDeque<Unsent> unsent = new ArrayDeque<>();
  private final Map<String, List<String>> said = new HashMap<>();
  private boolean sending;
  private int made;

  ClusterOutbox(ClusterSocket socket) {
    this.socket = socket;
  }

  /// What was on its way on the connection before is sent again.
  void connected() {
    synchronized (this) {
      sending = false;
    }
    sendNext();
  }

  void say(String conversationId, String text) {
    synchronized (this) {
      unsent.add(new Unsent(conversationId, socket.hashCode() + "-" + made++, text));
    }
    sendNext();
  }

  private synchronized void sendNext() {
    var next = unsent.peek();
    if (sending || next == null || !socket.isConnected()) {
      return;
    }
    sending = true;
    socket.emit("send_message", next.payload(), answer -> answered(next, answer));
  }

  private void answered(Unsent message, JsonNode answer) {
    var stored = answer.path("success").asBoolean();
    var ended = stored || isFinal(answer.path("code").asInt());
    synchronized (this) {
      sending = false;
      if (ended && unsent.remove(message) && stored) {
        said.computeIfAbsent(message.conversationId(), id -> new ArrayList<>())
            .add(answer.get("data").get("id").asString());
      }
    }
    if (ended) {
      sendNext();
    } else {
      ClusterSocket.later(this::sendNext);
    }
  }

  private static boolean isFinal(int code) {
    return code >= 400 && code < 500 && code != TOO_MANY;
  }

  synchronized boolean isEmpty() {
    return unsent.isEmpty();
  }

  synchronized int acknowledged() {
    return said.values().stream().mapToInt(List::size).sum();
  }

  /// Ids of what was acknowledged, in the order it was said.
  synchronized List<String> said(String conversationId) {
    return List.copyOf(said.getOrDefault(conversationId, List.of()));
  }
}
