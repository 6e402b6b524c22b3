package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.gateway.Json;
import io.socket.client.AckWithTimeout;
import io.socket.client.IO;
import io.socket.client.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import org.json.JSONObject;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The official Java client, following the contract: a cursor a conversation, moved by sync or by a
/// push whose rev is the next one; a sync at every connect and whenever something is missing; and
/// one message after the other, each repeated with its `clientMessageId` until it is acknowledged.
final class ClusterClient implements AutoCloseable {
  private static final int PATIENCE_MS = 10_000;
  private static final int PAUSE_MS = 200;
  private static final List<String> PUSHES =
      List.of("new_message", "new_notice", "message_updated");
  private static final OkHttpClient HTTP = http();
  private static final ScheduledExecutorService LATER =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());

  /// A message that is not acknowledged yet.
  private record Unsent(String conversationId, String clientMessageId, String text) {}

  /// An entry as a client has it.
  record Held(long rev, String id, String text) {
    static Held of(JsonNode entry) {
      return new Held(
          entry.get("rev").asLong(), entry.get("id").asString(), entry.path("text").asString(""));
    }
  }

  private final Person person;
  private final List<String> views;
  private final Socket socket;
  private final Map<String, Long> cursors = new HashMap<>();
  private final Map<String, TreeMap<Long, Held>> entries = new HashMap<>();
  private final ArrayDeque<Unsent> outbox = new ArrayDeque<>();
  private final Map<String, List<String>> said = new HashMap<>();

  /// Of each connection: the places of what was pushed as new, in the order it came.
  private final List<Map<String, List<Long>>> pushes = new ArrayList<>();

  /// What it was told on this connection of who is online.
  private final Map<String, Boolean> statuses = new HashMap<>();

  private boolean syncing;
  private boolean missing;
  private boolean sending;
  private int made;
  private int connects;

  /// @param wanted conversations it wants from their beginning on
  /// @param views conversations it has open
  ClusterClient(
      Api api, Person person, List<String> wanted, List<String> views, String... transports) {
    this.person = person;
    this.views = views;
    wanted.forEach(id -> cursors.put(id, 0L));
    var options = new IO.Options();
    options.transports = transports;
    options.auth = Map.of("token", person.access());
    options.forceNew = true;
    options.reconnectionDelay = 100;
    options.reconnectionDelayMax = 1_000;
    options.timeout = 5_000;
    options.callFactory = HTTP;
    options.webSocketFactory = HTTP;
    socket = IO.socket(URI.create("http://127.0.0.1:" + api.port()), options);
    socket.on(Socket.EVENT_CONNECT, none -> connected());
    socket.on("sync_required", none -> sync());
    socket.on("friend_status_changed", args -> status(Json.mapper().readTree("" + args[0])));
    PUSHES.forEach(
        name -> socket.on(name, args -> pushed(name, Json.mapper().readTree("" + args[0]))));
    socket.connect();
  }

  private static OkHttpClient http() {
    var dispatcher = new Dispatcher();
    dispatcher.setMaxRequests(2_000);
    dispatcher.setMaxRequestsPerHost(2_000);
    return new OkHttpClient.Builder()
        .dispatcher(dispatcher)
        .readTimeout(Duration.ofMinutes(1))
        .build();
  }

  Person person() {
    return person;
  }

  boolean isConnected() {
    return socket.connected();
  }

  private void connected() {
    synchronized (this) {
      connects++;
      pushes.add(new HashMap<>());
      statuses.clear();
      syncing = false;
      sending = false;
    }
    views.forEach(id -> emit("join_conversation", Map.of("conversation_id", id), answer -> {}));
    sync();
    sendNext();
  }

  /// Puts a message into the outbox.
  void say(String conversationId, String text) {
    synchronized (this) {
      outbox.add(new Unsent(conversationId, socket.hashCode() + "-" + made++, text));
    }
    sendNext();
  }

  /// Has read all it has of a conversation; when it isn't told that this was heard, so be it.
  void read(String conversationId) {
    var seq = of(conversationId).keySet().stream().mapToLong(each -> each).max().orElse(0);
    if (seq > 0 && socket.connected()) {
      var mark = Map.<String, Object>of("conversation_id", conversationId, "seq", seq);
      emit("mark_read", mark, answer -> {});
    }
  }

  private synchronized void sendNext() {
    var next = outbox.peek();
    if (sending || next == null || !socket.connected()) {
      return;
    }
    sending = true;
    emit(
        "send_message",
        Map.of(
            "conversation_id", next.conversationId(),
            "text", next.text(),
            "clientMessageId", next.clientMessageId()),
        answer -> answered(next, answer));
  }

  private void answered(Unsent message, JsonNode answer) {
    var ok = answer.path("success").asBoolean();
    synchronized (this) {
      sending = false;
      if (ok && outbox.remove(message)) {
        said.computeIfAbsent(message.conversationId(), id -> new ArrayList<>())
            .add(answer.get("data").get("id").asString());
      }
    }
    if (ok) {
      sendNext();
    } else {
      later(this::sendNext);
    }
  }

  private synchronized void sync() {
    if (syncing || !socket.connected()) {
      missing = true;
      return;
    }
    syncing = true;
    missing = false;
    emit("sync", Map.of("cursors", Map.copyOf(cursors), "limit", 500), this::synced);
  }

  private void synced(JsonNode answer) {
    var ok = answer.path("success").asBoolean();
    boolean again;
    synchronized (this) {
      syncing = false;
      if (ok) {
        answer.get("data").get("changes").forEach(this::keep);
        answer
            .get("data")
            .get("cursors")
            .propertyStream()
            .forEach(e -> cursors.merge(e.getKey(), e.getValue().asLong(), Math::max));
      }
      again = missing || (ok && answer.get("data").get("more").asBoolean());
    }
    if (!ok) {
      later(this::sync);
    } else if (again) {
      sync();
    }
  }

  private void pushed(String event, JsonNode entry) {
    boolean next;
    synchronized (this) {
      if (!event.equals("message_updated")) {
        pushes
            .getLast()
            .computeIfAbsent(entry.get("conversationId").asString(), id -> new ArrayList<>())
            .add(entry.get("seq").asLong());
      }
      var rev = entry.path("rev").asLong();
      var cursor = cursors.getOrDefault(entry.get("conversationId").asString(), 0L);
      next = rev <= cursor + 1;
      if (rev == cursor + 1) {
        keep(entry);
        cursors.put(entry.get("conversationId").asString(), rev);
      }
    }
    if (!next) {
      sync();
    }
  }

  private synchronized void status(JsonNode told) {
    statuses.put(told.get("user_id").asString(), told.get("status").asString().equals("online"));
  }

  /// Who it believes to be online or not, where it was told at all since it connected.
  synchronized Map<String, Boolean> statuses() {
    return Map.copyOf(statuses);
  }

  /// Whether it has all of these, or what has become of them.
  synchronized boolean has(String conversationId, Map<Long, Held> wanted) {
    var mine = entries.getOrDefault(conversationId, new TreeMap<>());
    return wanted.entrySet().stream()
        .allMatch(each -> {
          var held = mine.get(each.getKey());
          return held != null && held.rev() >= each.getValue().rev();
        });
  }

  /// On each connection every entry came as a new one once and in its place, whatever the client
  /// made of it: also one that knows no sync has them all.
  synchronized void assertPushedInOrder() {
    for (var connection : pushes) {
      connection.forEach((id, seqs) ->
          assertThat(seqs)
              .as("pushed to %s of %s", person.username(), id)
              .containsExactlyElementsOf(
                  LongStream.rangeClosed(seqs.getFirst(), seqs.getLast()).boxed().toList()));
    }
  }

  /// Changes one of its own messages, or what somebody thinks of one; what comes of that, the store
  /// knows.
  void change(String conversationId, Random random) {
    var entry = someEntry(conversationId, random);
    if (entry == null || !socket.connected()) {
      return;
    }
    switch (random.nextInt(3)) {
      case 0 ->
          emit("edit_message", Map.of("message_id", entry.id(), "text", "changed"), answer -> {});
      case 1 ->
          emit(
              "react",
              Map.of("message_id", entry.id(), "emoji", "👍", "on", random.nextBoolean()),
              answer -> {});
      default -> {
        if (random.nextInt(4) == 0) {
          emit("delete_message", Map.of("message_id", entry.id()), answer -> {});
        }
      }
    }
  }

  private synchronized @Nullable Held someEntry(String conversationId, Random random) {
    var held = List.copyOf(entries.getOrDefault(conversationId, new TreeMap<>()).values());
    return held.isEmpty() ? null : held.get(random.nextInt(held.size()));
  }

  private void keep(JsonNode entry) {
    var held = Held.of(entry);
    entries
        .computeIfAbsent(entry.get("conversationId").asString(), id -> new TreeMap<>())
        .merge(entry.get("seq").asLong(), held, (a, b) -> a.rev() >= b.rev() ? a : b);
  }

  /// An acknowledgement that does not come is like a refusal: both are tried again.
  private void emit(String event, Map<String, Object> payload, Consumer<JsonNode> then) {
    socket.emit(
        event,
        new Object[] {new JSONObject(payload)},
        new AckWithTimeout(PATIENCE_MS) {
          @Override
          public void onSuccess(Object... args) {
            then.accept(Json.mapper().readTree(Arrays.toString(args)).get(0));
          }

          @Override
          public void onTimeout() {
            then.accept(Json.mapper().createObjectNode());
          }
        });
  }

  private static void later(Runnable action) {
    var _ = LATER.schedule(action, PAUSE_MS, TimeUnit.MILLISECONDS);
  }

  /// Everything said was acknowledged.
  synchronized boolean isDone() {
    return outbox.isEmpty() && socket.connected();
  }

  /// How many of its messages were acknowledged.
  synchronized int acknowledged() {
    return said.values().stream().mapToInt(List::size).sum();
  }

  /// Ids of what was acknowledged, in the order it was said.
  synchronized List<String> said(String conversationId) {
    return List.copyOf(said.getOrDefault(conversationId, List.of()));
  }

  /// What it has of a conversation, by seq.
  synchronized Map<Long, Held> of(String conversationId) {
    return Map.copyOf(entries.getOrDefault(conversationId, new TreeMap<>()));
  }

  @Override
  public synchronized String toString() {
    return "%s, connected %d times, now %s, has %s"
        .formatted(person.username(), connects, socket.connected(), cursors);
  }

  @Override
  public void close() {
    socket.disconnect();
  }
}
