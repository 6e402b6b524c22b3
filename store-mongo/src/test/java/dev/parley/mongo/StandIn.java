package dev.parley.mongo;

import com.mongodb.MongoClientSettings;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import dev.parley.chat.Events;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/// A MongoDB to test with: the server that `PARLEY_TEST_MONGODB_URI` names, else one in this
/// process that stands in for it. Every store opened gets an empty database, every command is
/// looked at.
final class StandIn {
  static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final String NAMED = System.getenv("PARLEY_TEST_MONGODB_URI");
  private static final String ADDRESS = NAMED == null ? start() : NAMED;

  private StandIn() {}

  private static String start() {
    return new MongoServer(new MemoryBackend()).bindAndGetConnectionString();
  }

  /// Of the server in this process.
  static int port() {
    return URI.create(ADDRESS).getPort();
  }

  static boolean isReal() {
    return NAMED != null;
  }

  /// The address of a database that is empty.
  static String freshUri() {
    var name = "parley-test-" + UUID.randomUUID();
    var query = ADDRESS.indexOf('?');
    var hosts = query < 0 ? ADDRESS : ADDRESS.substring(0, query);
    return hosts.replaceAll("/+$", "") + "/" + name + (query < 0 ? "" : ADDRESS.substring(query));
  }

  static MongoStore open(Events events, InstantSource clock) {
    return open(freshUri(), events, clock);
  }

  static MongoStore open(String uri, Events events, InstantSource clock) {
    return open(uri, PATIENCE, events, clock);
  }

  static MongoStore open(String uri, Duration patience, Events events, InstantSource clock) {
    return MongoStore.open(uri, patience, events, clock, StandIn::watched);
  }

  /// To look at, and to break, what a store has.
  static Database database(String uri) {
    return Database.open(uri, PATIENCE, settings -> {});
  }

  private static void watched(MongoClientSettings.Builder settings) {
    settings.addCommandListener(new Concerns());
    // A line that was cut is not waited for.
    settings.applyToServerSettings(
        server -> server.minHeartbeatFrequency(10, TimeUnit.MILLISECONDS));
  }
}
