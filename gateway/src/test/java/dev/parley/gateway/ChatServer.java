package dev.parley.gateway;

import dev.parley.chat.Accounts;
import dev.parley.chat.Contacts;
import dev.parley.chat.ConversationStore;
import dev.parley.chat.Conversations;
import dev.parley.chat.EntryLog;
import dev.parley.chat.Groups;
import dev.parley.chat.LastSeen;
import dev.parley.chat.Messages;
import dev.parley.chat.Passwords;
import dev.parley.chat.Presence;
import dev.parley.chat.Reactions;
import dev.parley.chat.ReadMarks;
import dev.parley.chat.Receipts;
import dev.parley.chat.Refusal;
import dev.parley.chat.Refused;
import dev.parley.chat.Relations;
import dev.parley.chat.Rosters;
import dev.parley.chat.SessionStore;
import dev.parley.chat.Sessions;
import dev.parley.chat.Strangers;
import dev.parley.chat.Sync;
import dev.parley.chat.UploadAccess;
import dev.parley.chat.User;
import dev.parley.chat.Whereabouts;
import dev.parley.engineio.Engine;
import dev.parley.engineio.EngineSettings;
import dev.parley.netty.EngineServer;
import dev.parley.netty.HttpOptions;
import dev.parley.socketio.SocketServer;
import dev.parley.sqlite.SqliteStore;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The whole chat behind real sockets on a real store: all but REST.
final class ChatServer implements AutoCloseable {
  static final String PASSWORD = "correct horse";
  static final byte[] SECRET = new byte[32];

  // By the default's bounds and nobody's clock: however long a test takes, nobody is taken for
  // gone.
  private static final EngineSettings PATIENT =
      EngineSettings.defaults()
          .withHeartbeat(Duration.ofMinutes(5), Duration.ofMinutes(5))
          .withOutbox(10_000, 4 << 20, Duration.ofMinutes(5));

  final Time time;
  final SqliteStore store;
  final Profiles profiles;
  final Sessions sessions;
  final Accounts accounts;
  final Messages messages;
  final Conversations conversations;
  final Groups groups;
  final ReadMarks marks;
  final Presence presence;
  final LastSeen lastSeen;
  final Rosters rosters;
  final Relations relations;
  final AccessTokens tokens;
  final Authenticator authenticator;
  final Views views;
  private final Deliveries deliveries;
  private final EngineServer server;

  /// Whether the database is away for pushes and for what joins this server to the others, and how
  /// often that was noticed.
  volatile boolean away;

  final AtomicInteger asked = new AtomicInteger();

  ChatServer(Path folder) {
    this(folder, new Time(), new EventsRelay());
  }

  private ChatServer(Path folder, Time time, EventsRelay relay) {
    this(SqliteStore.open(folder, relay, time), time, relay, null);
  }

  private <T> T whenThere(Class<T> port, T store) {
    InvocationHandler handler =
        (proxy, method, arguments) -> {
          if (away) {
            asked.incrementAndGet();
            throw new Refused(Refusal.UNAVAILABLE, "The database is away");
          }
          return method.invoke(store, arguments);
        };
    return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, handler));
  }

  /// One of several on this store.
  ChatServer(SqliteStore store, Time time, EventsRelay relay, Cluster.@Nullable Ports cluster) {
    this.store = store;
    this.time = time;
    var log = store.entryLog();
    var stored = store.conversations();
    profiles = new Profiles(store.users());
    sessions = new Sessions(whenThere(SessionStore.class, store.sessions()), relay, time, SECRET);
    accounts = new Accounts(profiles, sessions, new PlainPasswords(), UploadAccess.NONE, time);
    rosters = new Rosters(stored);
    relations = new Relations(store.relations());
    var contacts =
        new Contacts(relations, store.strangers(), store.groupInvitations(), Strangers.ALLOW, time);
    messages = new Messages(log, rosters, stored, profiles, contacts, UploadAccess.NONE, time);
    conversations =
        new Conversations(stored, profiles, rosters, contacts, UploadAccess.NONE, time, 1_000);
    groups = new Groups(log, stored, conversations, profiles, rosters, contacts, 1_000);
    marks = new ReadMarks(stored, time);
    var elsewhere = cluster == null ? Whereabouts.ALONE : cluster.whereabouts();
    presence = new Presence(relay, elsewhere, time, time);
    lastSeen = new LastSeen(store.lastSeen(), presence, time);
    tokens = new AccessTokens(SECRET, time);
    authenticator = new Authenticator(tokens, sessions, profiles, null, time);
    views = new Views(profiles);
    var sockets = new SocketServer();
    var directory = new SocketDirectory(sockets.of("/"));
    var chat =
        new UseCases(
            messages,
            new Reactions(messages, time),
            conversations,
            marks,
            new Receipts(store.receipts(), log, messages, rosters, relay, time),
            new Sync(log, stored),
            presence,
            lastSeen,
            relations,
            rosters);
    deliveries =
        new Deliveries(directory, chat, whenThere(ConversationStore.class, stored), profiles, time);
    relay.to(deliveries);
    if (cluster != null) {
      var caches = new Caches(sessions, relations, profiles, rosters);
      var behind =
          new Cluster.Stored(
              whenThere(EntryLog.class, log),
              whenThere(ConversationStore.class, stored),
              Duration.ZERO);
      var node = new Cluster(cluster, deliveries, behind, caches, time, time);
      relay.to(node);
      node.open();
    }
    new ChatSockets(directory, chat, authenticator, profiles, time, time).open();
    var local = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    server = EngineServer.start(new Engine(PATIENT, sockets), HttpOptions.defaults(), local);
  }

  User user(String name) {
    return accounts.signUp(new Accounts.NewAccount(name, name + "@example.org", PASSWORD));
  }

  Accounts.SignedIn signIn(User user) {
    return accounts.signIn(user.email(), PASSWORD, new Sessions.Device("test", "127.0.0.1"));
  }

  /// An access token of a new session.
  String token(User user) {
    return tokens.issue(user, signIn(user).opened().session().id());
  }

  /// A connected socket of a new session, whose user is known to be here, and told to be.
  TestSocket connect(User user) {
    var socket = connectWith(token(user));
    socket.settle();
    settle(user.id());
    return socket;
  }

  /// Returns as soon as the client knows that it is connected.
  TestSocket connectWith(String token) {
    var socket = open(Map.of());
    socket.connect("{\"token\":\"" + token + "\"}");
    socket.awaitConnected();
    return socket;
  }

  /// A socket that has sent no CONNECT yet.
  TestSocket open(Map<String, String> headers) {
    return TestSocket.open(server.port(), headers);
  }

  int port() {
    return server.port();
  }

  String direct(User one, User other) {
    return conversations.direct(one.id(), other.id()).conversation().id();
  }

  String group(User owner, User... others) {
    var ids = Arrays.stream(others).map(User::id).toList();
    return conversations.group(owner.id(), "Group", ids).conversation().id();
  }

  Messages.Sent send(User sender, String conversationId, String text) {
    return send(sender, conversationId, text, null);
  }

  Messages.Sent send(
      User sender, String conversationId, String text, @Nullable String clientMessageId) {
    return messages.send(
        new Messages.Outgoing(
            sender.id(), conversationId, text, null, null, null, clientMessageId));
  }

  /// Waits until all that was published of a conversation or a user has been handed to the sockets:
  /// what happens from here on is told after it, and whoever connects is told nothing of it.
  void settle(String id) {
    var done = new CountDownLatch(1);
    deliveries.lanes().run(id, done::countDown);
    try {
      done.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  List<User> users(int count) {
    return IntStream.range(0, count).mapToObj(i -> user("user" + i)).toList();
  }

  @Override
  public void close() {
    server.close();
    store.close();
  }

  /// Stands in for slow hashing, which is not what is tested here.
  private static final class PlainPasswords implements Passwords {
    @Override
    public String hash(String password) {
      return "plain:" + password;
    }

    @Override
    public boolean matches(String password, String hash) {
      return hash.equals("plain:" + password);
    }
  }
}
