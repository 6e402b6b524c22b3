package dev.parley.sqlite;

import dev.parley.chat.AuditStore;
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
import dev.parley.chat.RelationStore;
import dev.parley.chat.ReportStore;
import dev.parley.chat.RetentionStore;
import dev.parley.chat.SessionStore;
import dev.parley.chat.Store;
import dev.parley.chat.StrangerStore;
import dev.parley.chat.UploadStore;
import dev.parley.chat.UserStore;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.function.Consumer;

/// The embedded store: all of a server's data in one folder, for one process.
///
/// What a write returns is on the disk: the writer commits in WAL mode with `synchronous=FULL`,
/// many waiting callers with one fsync. When a commit or an fsync fails the process ends, since
/// what was written is not known; on a full disk, where it is, writes are refused with UNAVAILABLE
/// until there is room again.
public final class SqliteStore implements Store {
  private static final String FILE = DatabaseFile.NAME;

  private final DataFolder folder;
  private final Writer writer;
  private final Readers readers;
  private final SearchIndex search;
  private final InstantSource clock;

  private SqliteStore(
      DataFolder folder, Writer writer, Readers readers, SearchIndex search, InstantSource clock) {
    this.folder = folder;
    this.writer = writer;
    this.readers = readers;
    this.search = search;
    this.clock = clock;
  }

  /// Opens the data in a folder, makes it if need be, and brings it up to this version, with a
  /// backup first. Throws [UnusableDataFolder] when the folder is in use, can't be written, or
  /// holds data of a newer version.
  ///
  /// @param events told every commit in order, on the writer's thread
  public static SqliteStore open(Path folder, Events events, InstantSource clock) {
    return open(folder, events, clock, SqliteStore::halt);
  }

  /// @param fatal called once, with a line that says why, when the process must end
  static SqliteStore open(Path folder, Events events, InstantSource clock, Consumer<String> fatal) {
    var held = DataFolder.open(folder);
    var file = held.file(FILE);
    try {
      var database = openForWriting(held, clock);
      var search = SearchIndex.open(held, FILE);
      var writer = new Writer(database, search.before(events), fatal);
      var readers = new Readers(file, Math.clamp(Runtime.getRuntime().availableProcessors(), 2, 8));
      writer.start();
      return new SqliteStore(held, writer, readers, search, clock);
    } catch (SQLException e) {
      held.close();
      throw new UnusableDataFolder(
          "The database " + file + " cannot be opened: " + e.getMessage(), e);
    } catch (RuntimeException e) {
      held.close();
      throw e;
    }
  }

  private static Database openForWriting(DataFolder folder, InstantSource clock)
      throws SQLException {
    var file = folder.file(FILE);
    var database = Database.open(file);
    try {
      refuseNewer(database, file);
      database.script(
          """
          PRAGMA page_size = 2048; -- an append costs what pages it touches: smaller ones, fewer bytes
          PRAGMA journal_mode = WAL;
          PRAGMA synchronous = FULL;
          PRAGMA fullfsync = ON; -- macOS: fsync alone stops at the drive's cache
          PRAGMA checkpoint_fullfsync = ON;
          PRAGMA wal_autocheckpoint = 0; -- Checkpoints does it
          PRAGMA journal_size_limit = 67108864;
          PRAGMA cache_size = -16000;
          PRAGMA busy_timeout = 100;
          """);
      upgrade(database, folder, clock);
      return database;
    } catch (SQLException | RuntimeException e) {
      database.close();
      throw e;
    }
  }

  private static void refuseNewer(Database database, Path file) throws SQLException {
    var version = Migrations.version(database);
    if (version > Migrations.newest()) {
      throw new UnusableDataFolder(
          "The data in %s was written by a newer Parley (data version %d, this one knows %d)."
              .formatted(file, version, Migrations.newest()));
    }
  }

  private static void upgrade(Database database, DataFolder folder, InstantSource clock)
      throws SQLException {
    var version = Migrations.version(database);
    if (version == Migrations.newest()) {
      return;
    }
    if (version > 0) {
      var copy = "parley-before-upgrade-%d-%d.db".formatted(version, clock.millis());
      Backup.write(folder.file(FILE), folder.file(copy));
    }
    Migrations.apply(database, Migrations.newest());
  }

  private static void halt(String line) {
    System.err.println(line);
    // Not exit: nothing may run that trusts the store.
    Runtime.getRuntime().halt(70);
  }

  @Override
  public EntryLog entryLog() {
    return new SqliteEntryLog(writer, readers, clock);
  }

  @Override
  public ConversationStore conversations() {
    return new SqliteConversations(writer, readers);
  }

  @Override
  public UserStore users() {
    return new SqliteUsers(writer, readers);
  }

  @Override
  public SessionStore sessions() {
    return new SqliteSessions(writer, readers);
  }

  @Override
  public AuditStore audit() {
    return new SqliteAudit(writer, readers);
  }

  @Override
  public ReportStore reports() {
    return new SqliteReports(writer, readers);
  }

  @Override
  public RetentionStore retention() {
    return new SqliteRetention(writer, readers);
  }

  @Override
  public StrangerStore strangers() {
    return new SqliteStrangers(writer, readers);
  }

  @Override
  public GroupInvitationStore groupInvitations() {
    return new SqliteGroupInvitations(writer, readers);
  }

  @Override
  public ReceiptStore receipts() {
    return new SqliteReceipts(writer, readers);
  }

  @Override
  public LastSeenStore lastSeen() {
    return new SqliteLastSeen(writer, readers);
  }

  @Override
  public RelationStore relations() {
    return new SqliteRelations(writer, readers);
  }

  @Override
  public DepartureStore departures() {
    return new SqliteDepartures(writer, readers);
  }

  @Override
  public InvitationStore invitations() {
    return new SqliteInvitations(writer, readers);
  }

  @Override
  public OutsideAccountStore outsideAccounts() {
    return new SqliteOutsideAccounts(writer, readers);
  }

  @Override
  public OneTimeTokenStore oneTimeTokens() {
    return new SqliteOneTimeTokens(writer, readers);
  }

  @Override
  public PushStore pushes() {
    return new SqlitePushes(writer, readers);
  }

  @Override
  public UploadStore uploads() {
    return new SqliteUploads(writer, readers);
  }

  @Override
  public MessageSearch search() {
    return search.search();
  }

  /// A store that can't be written to has ended the process, or refuses by itself.
  @Override
  public void ping() {}

  Writer writer() {
    return writer;
  }

  Readers readers() {
    return readers;
  }

  /// Writes a copy of everything as of now into a new file, while the store is in use. Put back as
  /// `parley.db` into an empty data folder, it is that store again. Throws [UncheckedIOException].
  public void backup(Path target) {
    Backup.write(folder.file(FILE), target);
  }

  /// Lets what was begun end, and leaves the folder to others.
  @Override
  public void close() {
    search.close();
    readers.close();
    writer.close();
    folder.close();
  }
}
