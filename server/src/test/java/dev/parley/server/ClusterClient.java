package dev.parley.server;

import dev.parley.server.ClusterCopy.Held;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A client that follows the contract: it syncs at every connect, whenever something is missing and
/// when it is told of a conversation that it joins.
final class ClusterClient implements AutoCloseable {
  private static final int PAGE = 500;

  private final Person person;
  private final List<String> views;
  private final ClusterSocket socket;
  private final ClusterOutbox outbox;
  private final ClusterCopy copy = new ClusterCopy();
  private final PushOrder order = new PushOrder();

  /// What it was told on this connection of who is online.
  private final Map<String, Boolean> statuses = new HashMap<>();

  /// What it asked for beside what it says, and was not answered yet.
  private final Set<Object> unanswered = ConcurrentHashMap.newKeySet();

  private boolean syncing;
  private boolean missing;
  private int connects;

  /// What the last sync was refused with.
  private volatile String refused = "nothing";

  /// @param views conversations it has open
  ClusterClient(Api api, Person person, List<String> views, String... transports) {
    this.person = person;
    this.views = views;
    socket = new ClusterSocket(api, person, transports);
    outbox = new ClusterOutbox(socket);
    socket.onConnect(this::connected);
    socket.on("sync_required", none -> behind());
    socket.on("friend_status_changed", this::status);
    socket.on("new_message", this::created);
    socket.on("new_notice", this::created);
    socket.on("message_updated", this::pushed);
    socket.on("conversation_created", this::joined);
    socket.on("participant_removed", this::removed);
    socket.connect();
  }

  Person person() {
    return person;
  }

  boolean isConnected() {
    return socket.isConnected();
  }

  private void connected() {
    synchronized (this) {
      connects++;
      statuses.clear();
      syncing = false;
    }
    order.beginAnew();
    views.forEach(
        id -> socket.emit("join_conversation", Map.of("conversation_id", id), answer -> {}));
    sync();
    outbox.connected();
  }

  /// More was missed than is pushed.
  private void behind() {
    order.beginAnew();
    sync();
  }

  private synchronized void sync() {
    if (syncing || !socket.isConnected()) {
      missing = true;
      return;
    }
    syncing = true;
    missing = false;
    var cursors = copy.cursors();
    var connection = connects;
    socket.emit(
        "sync",
        Map.of("cursors", cursors, "limit", PAGE),
        answer -> synced(connection, cursors.keySet(), answer));
  }

  private void synced(int connection, Set<String> asked, JsonNode answer) {
    var ok = answer.path("success").asBoolean();
    boolean again;
    synchronized (this) {
      if (connection != connects) {
        return; // the next connection has asked by itself
      }
      syncing = false;
      again = (ok && copy.synced(asked, answer.get("data"))) || missing;
    }
    if (!ok) {
      refused = answer.toString();
      ClusterSocket.later(this::sync);
    } else if (again) {
      sync();
    }
  }

  private void created(JsonNode entry) {
    order.pushed(entry);
    pushed(entry);
  }

  private void pushed(JsonNode entry) {
    if (!copy.pushed(entry)) {
      sync();
    }
  }

  private void joined(JsonNode conversation) {
    order.joinedOrLeft(conversation.get("id").asString());
    sync();
  }

  private synchronized void removed(JsonNode participant) {
    if (participant.get("user_id").asString().equals(person.id())) {
      var id = participant.get("conversation_id").asString();
      order.joinedOrLeft(id);
      copy.left(id);
      missing |= syncing; // what was asked for before brings it back
    }
  }

  private synchronized void status(JsonNode told) {
    statuses.put(told.get("user_id").asString(), told.get("status").asString().equals("online"));
  }

  /// Who it believes to be online or not, where it was told at all since it connected.
  synchronized Map<String, Boolean> statuses() {
    return Map.copyOf(statuses);
  }

  /// Puts a message into the outbox.
  void say(String conversationId, String text) {
    outbox.say(conversationId, text);
  }

  /// Has read all it has of a conversation; when it isn't told that this was heard, so be it.
  void read(String conversationId) {
    var seq = of(conversationId).keySet().stream().mapToLong(each -> each).max().orElse(0);
    if (seq > 0 && socket.isConnected()) {
      var mark = Map.<String, Object>of("conversation_id", conversationId, "seq", seq);
      ask("mark_read", mark);
    }
  }

  /// Changes one of its own messages, or what somebody thinks of one; what comes of that, the store
  /// knows.
  void change(String conversationId, Random random) {
    var entry = someEntry(conversationId, random);
    if (entry == null || !socket.isConnected()) {
      return;
    }
    var id = entry.id();
    switch (random.nextInt(3)) {
      case 0 -> ask("edit_message", Map.of("message_id", id, "text", "changed"));
      case 1 -> ask("react", Map.of("message_id", id, "emoji", "👍", "on", random.nextBoolean()));
      default -> {
        if (random.nextInt(4) == 0) {
          ask("delete_message", Map.of("message_id", id));
        }
      }
    }
  }

  private void ask(String event, Map<String, Object> payload) {
    var question = new Object();
    unanswered.add(question);
    socket.emit(event, payload, answer -> unanswered.remove(question));
  }

  private @Nullable Held someEntry(String conversationId, Random random) {
    var held = List.copyOf(of(conversationId).values());
    return held.isEmpty() ? null : held.get(random.nextInt(held.size()));
  }

  /// Everything said was acknowledged, and whatever else it asked for answered, or given up.
  boolean isDone() {
    return outbox.isEmpty() && unanswered.isEmpty() && socket.isConnected();
  }

  /// How many of its messages were acknowledged.
  int acknowledged() {
    return outbox.acknowledged();
  }

  /// Ids of what was acknowledged, in the order it was said.
  List<String> said(String conversationId) {
    return outbox.said(conversationId);
  }

  /// The conversations it has.
  List<String> conversations() {
    return List.copyOf(copy.cursors().keySet());
  }

  /// What it has of a conversation, by seq.
  Map<Long, Held> of(String conversationId) {
    return copy.of(conversationId);
  }

  /// Whether it has all of these, or what has become of them.
  boolean has(String conversationId, Map<Long, Held> wanted) {
    return copy.has(conversationId, wanted);
  }

  /// The highest rev it was ever given of a conversation; 0 for none.
  long newest(String conversationId) {
    return copy.newest(conversationId);
  }

  void assertPushedInOrder() {
    order.assertWhole(person.username());
  }

  @Override
  public synchronized String toString() {
    return "%s, connected %d times, now %s, syncing %s, refused %s, has %s"
        .formatted(
            person.username(), connects, socket.isConnected(), syncing, refused, copy.cursors());
  }

  @Override
  public void close() {
    socket.close();
  }
}
