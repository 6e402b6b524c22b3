package dev.parley.mongo;

import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.regex;

import com.mongodb.client.model.Updates;
import dev.parley.chat.Refused;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.bson.conversions.Bson;

/// Says in the database that a server uses it: a document `server-<uuid>` of `leases`, good for a
/// minute, renewed while the server runs and removed when it ends. Nothing but programs that want
/// the database for themselves ask for it.
public final class InUse implements AutoCloseable {
  private static final Logger LOG = System.getLogger(InUse.class.getName());
  private static final Duration LASTS = Duration.ofMinutes(1);
  private static final Duration RENEWED = Duration.ofSeconds(20);
  private static final String PREFIX = "server-";

  private final Table leases;
  private final InstantSource clock;
  private final String id = PREFIX + UUID.randomUUID();
  private final CountDownLatch ending = new CountDownLatch(1);
  private final Thread thread;

  private InUse(Database database, InstantSource clock) {
    this.leases = database.table(Schema.LEASES);
    this.clock = clock;
    this.thread = Thread.ofVirtual().name("parley-in-use").unstarted(this::renew);
  }

  /// Matches the documents of servers that live, and of those that died within the last minute.
  public static Bson byServers(InstantSource clock) {
    return Table.all(regex("_id", "^" + PREFIX), gt("until", Fields.date(clock.instant())));
  }

  /// Said on return, and from then on. Throws [Refused] UNAVAILABLE.
  static InUse begin(Database database, InstantSource clock) {
    var inUse = new InUse(database, clock);
    inUse.say();
    inUse.forgetTheDead();
    inUse.thread.start();
    return inUse;
  }

  private void say() {
    var until = Fields.date(clock.instant().plus(LASTS));
    leases.upsert(Table.id(id), Updates.set("until", until));
  }

  private void forgetTheDead() {
    leases.deleteAll(
        Table.all(regex("_id", "^" + PREFIX), lt("until", Fields.date(clock.instant()))));
  }

  private void renew() {
    try {
      while (!ending.await(RENEWED.toMillis(), TimeUnit.MILLISECONDS)) {
        try {
          say();
        } catch (Refused e) {
          LOG.log(Level.DEBUG, "Said again in a while", e);
        }
      }
      leases.delete(Table.id(id));
    } catch (Refused e) {
      LOG.log(Level.DEBUG, "Left to run out", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    ending.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
