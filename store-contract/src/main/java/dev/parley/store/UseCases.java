package dev.parley.store;

import dev.parley.chat.Accounts;
import dev.parley.chat.Blocks;
import dev.parley.chat.ChatEvent;
import dev.parley.chat.Consents;
import dev.parley.chat.Contacts;
import dev.parley.chat.ConversationStore;
import dev.parley.chat.Conversations;
import dev.parley.chat.EntryLog;
import dev.parley.chat.Events;
import dev.parley.chat.Friends;
import dev.parley.chat.GroupInvitationStore;
import dev.parley.chat.Groups;
import dev.parley.chat.History;
import dev.parley.chat.Ids;
import dev.parley.chat.Messages;
import dev.parley.chat.Passwords;
import dev.parley.chat.Pins;
import dev.parley.chat.Reactions;
import dev.parley.chat.ReadMarks;
import dev.parley.chat.RelationStore;
import dev.parley.chat.Relations;
import dev.parley.chat.Retention;
import dev.parley.chat.RetentionStore;
import dev.parley.chat.Rosters;
import dev.parley.chat.SessionStore;
import dev.parley.chat.Sessions;
import dev.parley.chat.StrangerStore;
import dev.parley.chat.Strangers;
import dev.parley.chat.Sync;
import dev.parley.chat.Tombstones;
import dev.parley.chat.UploadAccess;
import dev.parley.chat.User;
import dev.parley.chat.UserRole;
import dev.parley.chat.UserStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The use cases of the chat on a store under test, with a clock that tests move and the events
/// that were told.
public final class UseCases {
  /// What an adapter gives to be tested.
  public record Ports(
      UserStore users,
      SessionStore sessions,
      ConversationStore conversations,
      EntryLog log,
      RelationStore relations,
      StrangerStore strangers,
      RetentionStore retention,
      GroupInvitationStore groupInvitations,
      AutoCloseable store) {}

  /// Opens a fresh, empty store.
  @FunctionalInterface
  public interface Opening {
    Ports open(Events events, InstantSource clock);
  }

  static final int GROUP_SIZE = 50;

  final List<ChatEvent> told = new CopyOnWriteArrayList<>();
  final Ports ports;
  final Rosters rosters;
  final Messages messages;
  final Reactions reactions;
  final Pins pins;
  final Conversations conversations;
  final Groups groups;
  final Relations relations;
  final Contacts contacts;
  final Consents consents;
  final InstantSource clock = () -> now();
  final Tombstones tombstones;
  final Retention retention;
  final Friends friends;
  final Blocks blocks;
  final History history;
  final ReadMarks marks;
  final Sync sync;
  final Sessions sessions;
  final Accounts accounts;

  /// How many passwords were held against hashes.
  final AtomicInteger passwordsChecked = new AtomicInteger();

  private volatile Instant now = Instant.parse("2026-11-22T10:00:00Z");

  UseCases(Opening opening) {
    ports = opening.open(told::add, clock);
    rosters = new Rosters(ports.conversations());
    relations = new Relations(ports.relations());
    contacts =
        new Contacts(
            relations, ports.strangers(), ports.groupInvitations(), Strangers.ALLOW, clock);
    messages = messagesIn(ports.log(), rosters);
    reactions = new Reactions(messages, clock);
    pins = new Pins(ports.log(), messages, rosters, clock);
    conversations =
        new Conversations(
            ports.conversations(),
            ports.users(),
            rosters,
            contacts,
            UploadAccess.NONE,
            clock,
            GROUP_SIZE);
    groups =
        new Groups(
            ports.log(),
            ports.conversations(),
            conversations,
            ports.users(),
            rosters,
            contacts,
            GROUP_SIZE);
    tombstones = new Tombstones(ports.log(), clock);
    retention = new Retention(ports.log(), ports.conversations(), rosters, contacts);
    consents =
        new Consents(ports.groupInvitations(), contacts, relations, ports.conversations(), groups);
    friends = new Friends(relations, ports.users(), conversations, clock);
    blocks = new Blocks(relations, ports.users(), clock);
    history = new History(ports.log(), rosters);
    marks = new ReadMarks(ports.conversations(), clock);
    sync = new Sync(ports.log(), ports.conversations());
    sessions = new Sessions(ports.sessions(), told::add, clock, new byte[32]);
    accounts =
        new Accounts(ports.users(), sessions, new PlainPasswords(), UploadAccess.NONE, clock);
  }

  private Instant now() {
    return now;
  }

  void later(Duration duration) {
    now = now.plus(duration);
  }

  /// A new user of that name; answers the id.
  String user(String name) {
    var user = new User(Ids.at(now), name, name + "@example.org", null, UserRole.USER, now);
    ports.users().add(user, "no password");
    return user.id();
  }

  List<String> users(int count) {
    return IntStream.range(0, count).mapToObj(i -> user("user" + i)).toList();
  }

  String direct(String one, String other) {
    return conversations.direct(one, other).conversation().id();
  }

  String group(String owner, String... others) {
    return conversations.group(owner, "Group", List.of(others)).conversation().id();
  }

  /// The same, of a node that keeps other rosters in memory, or on another log.
  Messages messagesIn(EntryLog log, Rosters kept) {
    return new Messages(
        log, kept, ports.conversations(), ports.users(), contacts, UploadAccess.NONE, clock);
  }

  Messages.Sent send(String sender, String conversation, String text) {
    return send(sender, conversation, text, null);
  }

  Messages.Sent send(
      String sender, String conversation, String text, @Nullable String clientMessageId) {
    return messages.send(
        new Messages.Outgoing(sender, conversation, text, null, null, null, clientMessageId));
  }

  /// Stands in for slow hashing, which is not what is tested here.
  private final class PlainPasswords implements Passwords {
    @Override
    public String hash(String password) {
      return "plain:" + password;
    }

    @Override
    public boolean matches(String password, String hash) {
      passwordsChecked.incrementAndGet();
      return hash.equals("plain:" + password);
    }
  }
}
