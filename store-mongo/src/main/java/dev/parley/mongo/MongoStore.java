package dev.parley.mongo;

import com.mongodb.MongoClientSettings;
import dev.parley.chat.AuditStore;
import dev.parley.chat.ChatEvent;
import dev.parley.chat.ChatEvent.EntryCommitted;
import dev.parley.chat.ConversationStore;
import dev.parley.chat.DepartureStore;
import dev.parley.chat.EntryLog;
import dev.parley.chat.Events;
import dev.parley.chat.GroupInvitationStore;
import dev.parley.chat.InvitationStore;
import dev.parley.chat.LastSeenStore;
import dev.parley.chat.MessageSearch;
import dev.parley.chat.OneTimeTokenStore;
import dev.parley.chat.OutsideAccountStore;
import dev.parley.chat.PushStore;
import dev.parley.chat.ReceiptStore;
import dev.parley.chat.Refused;
import dev.parley.chat.RelationStore;
import dev.parley.chat.ReportStore;
import dev.parley.chat.RetentionStore;
import dev.parley.chat.SessionStore;
import dev.parley.chat.Store;
import dev.parley.chat.StrangerStore;
import dev.parley.chat.UploadStore;
import dev.parley.chat.UserStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A server's data in MongoDB, which many nodes may share.
///
/// What a write returns is on the disks of a majority, and what is read is what a majority has. A
/// write whose outcome stays unknown is refused with UNAVAILABLE; so is everything while there is
/// no primary. Callers block, on virtual threads.
public final class MongoStore implements Store {
  private static final Duration CLOSING = Duration.ofSeconds(3);

  private final Database database;
  private final Events events;
  private final MongoDocuments documents;
  private final Projection projection;
  private final Logs logs;
  private final Marks marks;
  private final SearchWriter search;
  private @Nullable InUse inUse;

  private MongoStore(Database database, Events events, InstantSource clock, Duration patience) {
    this.database = database;
    this.events = events;
    var messages = database.table(Schema.MESSAGES);
    var conversations = database.table(Schema.CONVERSATIONS);
    var participants = database.table(Schema.PARTICIPANTS);
    documents = new MongoDocuments(messages, conversations);
    projection = new Projection(conversations, participants, messages, documents);
    logs = new Logs(documents, projection, this::publish, clock, Patience.of(patience));
    marks = new Marks(participants, messages, documents, projection, logs);
    search = new SearchWriter(database, entryLog(), documents, projection, clock);
  }

  private void publish(ChatEvent event) {
    if (event instanceof EntryCommitted committed) {
      search.note(committed.entry().conversationId());
    }
    events.publish(event);
  }

  /// Connects, and brings the database up to this version. Throws [UnusableDatabase] when it can't
  /// be reached, or holds data of a newer version.
  ///
  /// @param uri of MongoDB, with the database's name as its path
  /// @param patience for one operation
  /// @param events told what this node commits, in order within a conversation
  public static MongoStore open(String uri, Duration patience, Events events, InstantSource clock) {
    return open(uri, patience, events, clock, settings -> {});
  }

  /// For a program that has the database for itself: nothing goes on in the background, and nothing
  /// tells others that it is in use.
  public static MongoStore openQuiet(String uri, Duration patience, InstantSource clock) {
    return opened(uri, patience, event -> {}, clock, settings -> {});
  }

  static MongoStore open(
      String uri,
      Duration patience,
      Events events,
      InstantSource clock,
      Consumer<MongoClientSettings.Builder> settings) {
    var store = opened(uri, patience, events, clock, settings);
    try {
      store.inUse = InUse.begin(store.database, clock);
      // One may have begun before this said that it is there.
      Migrations.refuseUnfinished(store.database);
      store.search.begin();
      return store;
    } catch (Refused e) {
      store.close();
      throw silent(patience, e);
    } catch (UnusableDatabase e) {
      store.close();
      throw e;
    }
  }

  /// Nothing goes on in the background.
  static MongoStore opened(
      String uri,
      Duration patience,
      Events events,
      InstantSource clock,
      Consumer<MongoClientSettings.Builder> settings) {
    var database = database(uri, patience, settings);
    try {
      Migrations.apply(database);
      return new MongoStore(database, events, clock, patience);
    } catch (Refused e) {
      database.close();
      throw silent(patience, e);
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  private static UnusableDatabase silent(Duration patience, Refused e) {
    return new UnusableDatabase(
        "MongoDB does not answer within " + patience.toSeconds() + " s.", e);
  }

  private static Database database(
      String uri, Duration patience, Consumer<MongoClientSettings.Builder> settings) {
    try {
      return Database.open(uri, patience, settings);
    } catch (IllegalArgumentException e) {
      // Without the address, which may hold a password.
      throw new UnusableDatabase("The address of MongoDB is not one: " + e.getMessage(), e);
    }
  }

  @Override
  public void ping() {
    database.ping();
  }

  @Override
  public EntryLog entryLog() {
    return new MongoEntryLog(
        database.table(Schema.MESSAGES),
        documents,
        new Heads(database.table(Schema.CONVERSATIONS)),
        logs);
  }

  @Override
  public ConversationStore conversations() {
    return new MongoConversations(database, documents, projection, logs, marks);
  }

  @Override
  public UserStore users() {
    return mongoUsers();
  }

  private MongoUsers mongoUsers() {
    return new MongoUsers(database.table(Schema.USERS), new MongoDepartures(database));
  }

  @Override
  public SessionStore sessions() {
    return new MongoSessions(
        database.table(Schema.SESSIONS), database.table(Schema.PUSH_SUBSCRIPTIONS));
  }

  @Override
  public AuditStore audit() {
    return new MongoAudit(database.table(Schema.AUDIT));
  }

  @Override
  public ReportStore reports() {
    return new MongoReports(database.table(Schema.REPORTS));
  }

  @Override
  public RetentionStore retention() {
    return new MongoRetention(database.table(Schema.CONVERSATIONS));
  }

  @Override
  public StrangerStore strangers() {
    return new MongoStrangers(database.table(Schema.STRANGERS));
  }

  @Override
  public GroupInvitationStore groupInvitations() {
    return new MongoGroupInvitations(database.table(Schema.GROUP_INVITATIONS), events);
  }

  @Override
  public ReceiptStore receipts() {
    return new MongoReceipts(database.table(Schema.PARTICIPANTS), documents, projection);
  }

  @Override
  public LastSeenStore lastSeen() {
    return new MongoLastSeen(database.table(Schema.LAST_SEEN));
  }

  @Override
  public RelationStore relations() {
    return new MongoRelations(
        database.table(Schema.FRIENDS), database.table(Schema.FRIEND_REQUESTS), events);
  }

  @Override
  public DepartureStore departures() {
    return new MongoDepartures(database);
  }

  @Override
  public InvitationStore invitations() {
    return new MongoInvitations(
        database.table(Schema.INVITATIONS), database.table(Schema.USERS), mongoUsers());
  }

  @Override
  public OutsideAccountStore outsideAccounts() {
    return new MongoOutsideAccounts(database.table(Schema.USERS), mongoUsers());
  }

  @Override
  public OneTimeTokenStore oneTimeTokens() {
    return new MongoOneTimeTokens(database.table(Schema.ONE_TIME_TOKENS));
  }

  @Override
  public PushStore pushes() {
    return new MongoPushes(database, projection);
  }

  @Override
  public UploadStore uploads() {
    return new MongoUploads(database, projection);
  }

  @Override
  public MessageSearch search() {
    return new MongoSearch(database, projection);
  }

  /// Lets what was begun end. Side by side: with the database away each waits until what it has
  /// begun is given up.
  @Override
  public void close() {
    var sign = inUse;
    var closing =
        Stream.<Runnable>of(
                marks::close, logs::close, search::close, sign == null ? () -> {} : sign::close)
            .map(part -> CompletableFuture.runAsync(part, Thread::startVirtualThread))
            .toArray(CompletableFuture[]::new);
    CompletableFuture.allOf(closing)
        .completeOnTimeout(null, CLOSING.toMillis(), TimeUnit.MILLISECONDS)
        .join();
    database.close();
  }
}
