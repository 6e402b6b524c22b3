package dev.parley.sqlite;

import dev.parley.chat.Entry;
import dev.parley.chat.Message;
import dev.parley.chat.SearchPlaces;
import dev.parley.chat.Words;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// The one thread that writes `search.db`, off the path of those who wait for an ack. It reads each
/// conversation's changes from the log by rev, and stores how far it came in the same transaction:
/// so it goes on where it was after any end, and first of all catches up.
final class SearchWriter implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(SearchWriter.class.getName());
  private static final int ENTRIES_AT_ONCE = 500;

  /// Before what has changed is written, so that many messages share a transaction.
  private static final Duration PAUSE = Duration.ofMillis(150);

  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(10);

  private final Database database;
  private final Thread thread;

  /// Conversations that have changed, by id.
  private Set<String> changed = new HashSet<>();

  private final CountDownLatch ending = new CountDownLatch(1);

  /// @param database a connection of the writer's own, closed with it
  SearchWriter(Database database) {
    this.database = database;
    this.thread = Thread.ofPlatform().daemon().name("parley-search-writer").start(this::run);
  }

  /// Says that a conversation has changed; returns at once.
  void note(String conversationId) {
    synchronized (this) {
      if (changed.add(conversationId) && changed.size() == 1) {
        notifyAll();
      }
    }
  }

  private void run() {
    try {
      follow(catchUp());
    } catch (InterruptedException e) {
      LOG.log(System.Logger.Level.DEBUG, "Ended", e);
    } finally {
      database.close();
    }
  }

  /// The keys of the conversations that changed while nobody followed.
  private List<Long> catchUp() throws InterruptedException {
    while (!isClosed()) {
      try {
        return database.list(
            """
            SELECT c.key FROM conversations c LEFT JOIN cursors s ON s.conversation = c.key
            WHERE c.rev > coalesce(s.rev, 0)
            """,
            Row::number);
      } catch (SQLException e) {
        failed(e);
      }
    }
    return List.of();
  }

  private void follow(List<Long> first) throws InterruptedException {
    var keys = first;
    while (!isClosed()) {
      try {
        index(keys);
        keys = keys(next());
      } catch (SQLException e) {
        failed(e);
        keys = catchUp();
      }
    }
  }

  private void failed(SQLException e) throws InterruptedException {
    LOG.log(
        System.Logger.Level.ERROR,
        "Messages can't be made searchable. If this goes on, stop the server and remove search.db:"
            + " it is made anew from the log.",
        e);
    try {
      database.script("ROLLBACK");
    } catch (SQLException none) {
      LOG.log(System.Logger.Level.DEBUG, "Nothing to roll back", none);
    }
    pause(PAUSE_AFTER_FAILURE);
  }

  /// Ends at once when this closes.
  private void pause(Duration length) throws InterruptedException {
    var _ = ending.await(length.toMillis(), TimeUnit.MILLISECONDS);
  }

  private boolean isClosed() {
    return ending.getCount() == 0;
  }

  /// Waits for conversations that changed.
  private Set<String> next() throws InterruptedException {
    synchronized (this) {
      while (changed.isEmpty() && !isClosed()) {
        wait();
      }
    }
    pause(PAUSE);
    synchronized (this) {
      var taken = changed;
      changed = new HashSet<>();
      return taken;
    }
  }

  private List<Long> keys(Set<String> ids) throws SQLException {
    var keys = new ArrayList<Long>();
    for (var id : ids) {
      keys.add(database.number("SELECT key FROM conversations WHERE id = ?", id));
    }
    return keys;
  }

  /// Conversations share transactions: each transaction is a segment of its own in the index, which
  /// has to be merged with others later.
  private void index(List<Long> conversations) throws SQLException {
    // Not IMMEDIATE: that would lock the log as well.
    database.script("BEGIN");
    var written = 0;
    for (var conversation : conversations) {
      var more = true;
      while (more && !isClosed()) {
        var count = index(conversation);
        more = count == ENTRIES_AT_ONCE;
        written += count;
        if (written >= ENTRIES_AT_ONCE) {
          database.script("COMMIT; BEGIN");
          written = 0;
        }
      }
    }
    database.script("COMMIT");
  }

  /// Takes the next changes of a conversation and answers how many there were.
  private int index(long conversation) throws SQLException {
    var since = database.number("SELECT rev FROM cursors WHERE conversation = ?", conversation);
    var entries =
        database.list(
            "SELECT"
                + Rows.ENTRY
                + "FROM entries e WHERE e.conversation = ? AND e.rev > ? ORDER BY e.rev LIMIT ?",
            row -> Rows.entry(row, ""),
            conversation,
            since,
            ENTRIES_AT_ONCE);
    for (var entry : entries) {
      index(conversation, entry);
    }
    if (!entries.isEmpty()) {
      database.update(
          "INSERT INTO cursors VALUES (?, ?) ON CONFLICT DO UPDATE SET rev = excluded.rev",
          conversation,
          entries.getLast().rev());
    }
    return entries.size();
  }

  private void index(long conversation, Entry entry) throws SQLException {
    var known =
        database.number(
            "SELECT place FROM places WHERE conversation = ? AND seq = ?",
            conversation,
            entry.seq());
    if (known != 0) {
      database.update("DELETE FROM words WHERE rowid = ?", known);
    }
    var text =
        entry.isLiveMessage() && entry.body() instanceof Message message ? message.text() : null;
    var words = text == null ? List.<Words.Word>of() : Words.of(text);
    if (words.isEmpty()) {
      if (known != 0) {
        database.update("DELETE FROM places WHERE place = ?", known);
      }
      return;
    }
    var place = known == 0 ? place(conversation, entry) : known;
    database.update(
        "INSERT INTO words (rowid, text, tags) VALUES (?, ?, ?)",
        place,
        words.stream().map(Words.Word::text).collect(Collectors.joining(" ")),
        tag(conversation));
  }

  /// The first free place of the message's millisecond.
  private long place(long conversation, Entry entry) throws SQLException {
    var first = SearchPlaces.first(entry.createdAt().toEpochMilli());
    var last =
        database.number(
            "SELECT coalesce(max(place), 0) FROM places WHERE place >= ? AND place < ?",
            first,
            SearchPlaces.first(entry.createdAt().toEpochMilli() + 1));
    var place = Math.max(first, last + 1);
    database.update(
        "INSERT INTO places (place, conversation, seq) VALUES (?, ?, ?)",
        place,
        conversation,
        entry.seq());
    return place;
  }

  /// The word that all messages of a conversation have.
  static String tag(long conversation) {
    return "c" + conversation;
  }

  /// Ends; what is not written yet is caught up by the next one.
  @Override
  public void close() {
    ending.countDown();
    synchronized (this) {
      notifyAll();
    }
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
