package dev.parley.mongo;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;
import static dev.parley.mongo.Table.all;

import com.mongodb.client.model.DeleteOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import dev.parley.chat.Entry;
import dev.parley.chat.EntryLog;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.bson.Document;

/// Makes messages searchable, off the path of those who wait for an ack: what this node commits,
/// and now and then what others left behind. It reads each conversation's changes by rev and then
/// notes how far it came; doing it twice, or two nodes at once, does no harm.
final class SearchWriter implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(SearchWriter.class.getName());
  private static final String LEASE = "search";
  private static final int ENTRIES_AT_ONCE = 500;
  private static final int CONVERSATIONS_AT_ONCE = 500;

  /// Before what has changed is written, so that many messages share a write.
  private static final Duration PAUSE = Duration.ofMillis(150);

  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(5);
  private static final Duration LOOKS_AROUND_EVERY = Duration.ofHours(1);

  private final Table words;
  private final Table cursors;
  private final Table leases;
  private final Table conversations;
  private final EntryLog log;
  private final MongoDocuments documents;
  private final Projection projection;
  private final InstantSource clock;
  private final CountDownLatch ending = new CountDownLatch(1);
  private Set<String> changed = new HashSet<>();
  private final Thread thread;

  SearchWriter(
      Database database,
      EntryLog log,
      MongoDocuments documents,
      Projection projection,
      InstantSource clock) {
    this.words = database.table(Schema.SEARCH_WORDS);
    this.cursors = database.table(Schema.SEARCH_CURSORS);
    this.leases = database.table(Schema.LEASES);
    this.conversations = database.table(Schema.CONVERSATIONS);
    this.log = log;
    this.documents = documents;
    this.projection = projection;
    this.clock = clock;
    this.thread = Thread.ofVirtual().name("parley-search").unstarted(this::run);
  }

  void begin() {
    thread.start();
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
      var next = System.nanoTime();
      while (!isClosed()) {
        if (System.nanoTime() - next >= 0) {
          attempt(this::lookAround);
          next = System.nanoTime() + LOOKS_AROUND_EVERY.toNanos();
        }
        for (var id : await(next)) {
          attempt(() -> index(id));
        }
      }
    } catch (InterruptedException e) {
      LOG.log(System.Logger.Level.DEBUG, "Ended", e);
    }
  }

  /// What has changed, or nothing once that time has come.
  private Set<String> await(long until) throws InterruptedException {
    synchronized (this) {
      while (changed.isEmpty() && !isClosed()) {
        var left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
        if (left <= 0) {
          return Set.of();
        }
        wait(left);
      }
    }
    pause(PAUSE);
    synchronized (this) {
      var taken = changed;
      changed = new HashSet<>();
      return taken;
    }
  }

  /// Until it is done, or this closes.
  private void attempt(Runnable work) throws InterruptedException {
    while (!isClosed()) {
      try {
        work.run();
        return;
      } catch (RuntimeException e) {
        LOG.log(System.Logger.Level.WARNING, "Messages can't be made searchable just now", e);
        pause(PAUSE_AFTER_FAILURE);
      }
    }
  }

  private void pause(Duration length) throws InterruptedException {
    var _ = ending.await(length.toMillis(), TimeUnit.MILLISECONDS);
  }

  private boolean isClosed() {
    return ending.getCount() == 0;
  }

  /// Finds what nobody followed, such as the last words of a node that died, and makes up for
  /// notices that were not projected. One node does it.
  private void lookAround() {
    if (!takeLease()) {
      return;
    }
    var after = "";
    while (!isClosed()) {
      var page =
          conversations.list(
              gt("_id", after), ascending("_id"), CONVERSATIONS_AT_ONCE, include("appliedRev"));
      if (page.isEmpty()) {
        return;
      }
      after = Fields.text(page.getLast(), "_id");
      lookAt(page);
      leases.update(Table.id(LEASE), Updates.set("until", leaseEnd()));
    }
  }

  private boolean takeLease() {
    var until = leaseEnd();
    var ended = all(Table.id(LEASE), lt("until", Fields.date(clock.instant())));
    return leases.insert(new Document("_id", LEASE).append("until", until))
        || leases.update(ended, Updates.set("until", until)) > 0;
  }

  private Date leaseEnd() {
    return Fields.date(clock.instant().plus(LOOKS_AROUND_EVERY.dividedBy(2)));
  }

  private void lookAt(List<Document> page) {
    var ids = page.stream().map(each -> Fields.text(each, "_id")).toList();
    var done = new HashMap<String, Long>();
    cursors
        .byIds(ids, Table.ALL)
        .forEach(each -> done.put(Fields.text(each, "_id"), Fields.number(each, "rev")));
    var heads = Together.map(ids, documents::head);
    for (var i = 0; i < ids.size() && !isClosed(); i++) {
      var head = heads.get(i);
      if (head == null) {
        continue;
      }
      if (head.noticeRev() > Fields.number(page.get(i), "appliedRev")) {
        projection.bring(ids.get(i), head.noticeRev());
      }
      if (head.position().rev() > done.getOrDefault(ids.get(i), 0L)) {
        index(ids.get(i));
      }
    }
  }

  private void index(String conversationId) {
    var more = true;
    while (more && !isClosed()) {
      var cursor = cursors.first(Table.id(conversationId));
      var since = cursor == null ? 0 : Fields.number(cursor, "rev");
      var entries = log.changed(conversationId, since, ENTRIES_AT_ONCE);
      if (!entries.isEmpty()) {
        write(entries.stream().map(SearchWriter::change).toList());
        cursors.upsert(Table.id(conversationId), Updates.max("rev", entries.getLast().rev()));
      }
      more = entries.size() == ENTRIES_AT_ONCE;
    }
  }

  private void write(List<WriteModel<Document>> changes) {
    try {
      words.write(changes);
    } catch (Failures.Taken e) {
      changes.forEach(this::writeIfNewer);
    }
  }

  private void writeIfNewer(WriteModel<Document> change) {
    try {
      words.write(List.of(change));
    } catch (Failures.Taken e) {
      // A newer one is there.
    }
  }

  private static WriteModel<Document> change(Entry entry) {
    var older =
        all(
            Table.id(entry.id()),
            eq("conversationId", entry.conversationId()),
            lt("rev", entry.rev()));
    var cut = SearchWords.of(entry);
    if (cut.isEmpty()) {
      return new DeleteOneModel<>(older);
    }
    var document =
        new Document("_id", entry.id())
            .append("conversationId", entry.conversationId())
            .append("senderId", entry.senderId())
            .append("rev", entry.rev())
            .append("place", SearchWords.place(entry))
            .append("words", cut);
    return new ReplaceOneModel<>(older, document, new ReplaceOptions().upsert(true));
  }

  /// Ends; what is not written yet is found by who looks around next.
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
