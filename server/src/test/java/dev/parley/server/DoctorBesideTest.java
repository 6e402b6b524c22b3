package dev.parley.server;

import static dev.parley.server.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClients;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import dev.parley.server.Finding.Broken;
import dev.parley.server.Finding.Doubtful;
import dev.parley.server.Finding.Fine;
import dev.parley.store.RedisProcess;
import io.lettuce.core.RedisClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `parley doctor`, where it looks at what runs beside Parley.
final class DoctorBesideTest {
  private static final String RIGHTS =
      "on >password resetkeys resetchannels -@all ~parley:* ~online_users:* ~user_rooms:*"
          + " ~conversation_participants:* &parley:* +get +set +del +exists +sadd +srem +smembers"
          + " +hset +hdel +hkeys +hexists +hmget +pexpire +time +eval +publish +subscribe"
          + " +unsubscribe +hello +auth +ping";

  private final MongoServer mongo = new MongoServer(new MemoryBackend());

  @TempDir private Path folder;
  private String mongoUri = "";

  @BeforeEach
  void start() {
    mongoUri = mongo.bindAndGetConnectionString() + "/chat";
  }

  @AfterEach
  void stop() {
    mongo.shutdownNow();
  }

  private List<Finding> examine(String... settings) {
    var all =
        new ArrayList<>(
            List.of("--parley.data=" + folder, "--parley.host=127.0.0.1", "--parley.port=0"));
    all.addAll(List.of(settings));
    return DoctorProgram.run(all);
  }

  private static List<String> lines(List<Finding> found, Class<? extends Finding> kind) {
    return found.stream().filter(kind::isInstance).map(Finding::line).toList();
  }

  @Test
  void aWholeClusterIsFine() {
    try (var redis = RedisProcess.start("--maxmemory-policy", "noeviction")) {
      String[] cluster = {
        "--parley.mongodb.uri=" + mongoUri,
        "--parley.redis.uri=" + redis.uri(),
        "--parley.jwt-secret=" + "x".repeat(32),
        "--parley.node.address=127.0.0.1:" + RedisProcess.freePort()
      };
      try (var server = ServerExtension.start(folder, cluster)) {
        new Api(server.port()).person("ada");
        await().pollDelay(Duration.ZERO).untilAsserted(() -> assertFine(examine(cluster)));
      }
      try (var client = MongoClients.create(mongoUri)) {
        assertThat(client.getDatabase("chat").getCollection("leases").find())
            .noneMatch(left -> left.getString("_id").startsWith("doctor"));
      }
    }
  }

  /// A machine that stands still between question and answer is measured again.
  private static void assertFine(List<Finding> found) {
    assertThat(lines(found, Broken.class)).isEmpty();
    assertThat(lines(found, Doubtful.class))
        .containsExactly(
            "MongoDB answers, of version 5.0.0.",
            "MongoDB is a single server: what its disk loses is lost.",
            "Files stay on the node that took them, and others can't give them out.");
    assertThat(lines(found, Fine.class))
        .contains(
            "It can be written, and a majority answers for it.",
            "The clock of MongoDB agrees with ours.",
            "Redis throws nothing away when its memory is full.",
            "Redis lets this node do all it must.",
            "The clock of Redis agrees with ours.")
        .anyMatch(line -> line.matches("Redis answers, of version \\d.*"))
        .anyMatch(line -> line.endsWith("and every index is there."))
        .anyMatch(line -> line.matches("PARLEY_NODE_ADDRESS, 127.0.0.1:\\d+, answers."))
        .noneMatch(line -> line.contains("no database yet"));
  }

  @Test
  void whatDoesNotAnswerIsBroken() {
    var port = RedisProcess.freePort();

    var broken =
        lines(
            examine(
                "--parley.mongodb.uri=mongodb://127.0.0.1:" + port + "/chat",
                "--parley.redis.uri=redis://127.0.0.1:" + port,
                "--parley.node.address=nowhere"),
            Broken.class);

    assertThat(broken)
        .hasSize(4)
        .contains("No primary of MongoDB answers within 5 s.")
        .contains("Nodes must agree on what signs tokens.")
        .contains("PARLEY_NODE_ADDRESS is host:port, not nowhere.")
        .anyMatch(line -> line.startsWith("Redis can't be used (") && line.contains("refused"));
  }

  @Test
  void aClusterThatDoesNotAnswerIsOneLine() {
    var nowhere = "redis://127.0.0.1:" + RedisProcess.freePort();

    assertThat(examine("--parley.redis.uri=" + nowhere + "," + nowhere))
        .map(Finding::text)
        .filteredOn(text -> text.contains("Redis can't be used"))
        .singleElement()
        .asString()
        .contains("refused")
        .doesNotContain("\n");
  }

  @Test
  void whatIsNoAddressIsBroken() {
    assertThat(
            lines(
                examine("--parley.mongodb.uri=http://x", "--parley.redis.uri=nonsense://x"),
                Broken.class))
        .anyMatch(line -> line.startsWith("The address of MongoDB is not one: "))
        .anyMatch(line -> line.startsWith("PARLEY_REDIS_URI is no address of Redis: "));
  }

  @Test
  void theDocumentedUserMayDoAllAndOneWithLessIsTold() throws Exception {
    var acl = folder.resolve("redis.conf");
    Files.writeString(
        acl,
        "save \"\"\nuser default off\nuser parley "
            + RIGHTS
            + "\nuser poor "
            + RIGHTS.replace("+hset ", "").replace("~user_rooms:* ", "")
            + "\nuser keeper "
            + RIGHTS.replace("+del ", "").replace("+srem ", "")
            + "\nuser root on nopass ~* &* +@all\n");
    try (var redis = RedisProcess.startWith(List.of(acl.toString()))) {
      var port = redis.port();

      var fine = examine("--parley.redis.uri=redis://parley:password@127.0.0.1:" + port);
      assertThat(lines(fine, Fine.class))
          .contains(
              "Redis lets this node do all it must.",
              "Redis answers; its version is not visible to its user.",
              "Redis answers; its maxmemory-policy, which should be noeviction, is not visible to its user.");

      var poor = examine("--parley.redis.uri=redis://poor:password@127.0.0.1:" + port);
      assertThat(lines(poor, Broken.class))
          .anyMatch(line -> line.contains("NOPERM") && line.contains("hset"))
          .anyMatch(line -> line.contains("NOPERM") && line.endsWith(" (user_rooms:*)."));

      var keeper = examine("--parley.redis.uri=redis://keeper:password@127.0.0.1:" + port);
      assertThat(lines(keeper, Broken.class).stream().filter(line -> line.startsWith("Redis")))
          .hasSize(2)
          .allMatch(line -> line.contains("NOPERM") && line.contains("(parley:*, online_users:*"));
      try (var client = RedisClient.create("redis://root:any@127.0.0.1:" + port);
          var connection = client.connect()) {
        assertThat(connection.sync().keys("*"))
            .isNotEmpty()
            .allMatch(key -> connection.sync().pttl(key) > 0);
      }

      var wrong = examine("--parley.redis.uri=redis://parley:wrong@127.0.0.1:" + port);
      assertThat(lines(wrong, Broken.class))
          .anyMatch(line -> line.contains("WRONGPASS"))
          .noneMatch(line -> line.contains("parley:wrong"));
    }
  }

  @Test
  void aFullRedisIsNotAMatterOfRights() {
    try (var redis = RedisProcess.start("--maxmemory", "1")) {
      assertThat(examine("--parley.redis.uri=" + redis.uri()))
          .filteredOn(finding -> finding.line().contains("OOM"))
          .isNotEmpty()
          .allMatch(finding -> finding.text().contains("Mend what Redis names"));
    }
  }

  @Test
  void aMongoThatLetsUsDoNothingIsBroken() {
    var strict = new MongoServer(new Unauthorized());
    try {
      assertThat(
              lines(
                  examine("--parley.mongodb.uri=" + strict.bindAndGetConnectionString() + "/chat"),
                  Broken.class))
          .anyMatch(line ->
              line.startsWith("MongoDB refuses to answer: ")
                  && line.contains("not authorized on chat"));
    } finally {
      strict.shutdownNow();
    }
  }

  @Test
  void aNodeAddressIsThisMachinesAndFree() throws IOException {
    var free = new NodeSettings("127.0.0.1:" + RedisProcess.freePort());
    assertThat(ClusterChecks.address(free, false)).isInstanceOf(Fine.class);
    assertThat(ClusterChecks.address(free, true)).isInstanceOf(Broken.class);
    // Of the block for documentation: nobody's.
    assertThat(ClusterChecks.address(new NodeSettings("192.0.2.1:7000"), false))
        .isInstanceOf(Broken.class);
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var settings = new NodeSettings("127.0.0.1:" + taken.getLocalPort());
      assertThat(ClusterChecks.address(settings, false)).isInstanceOf(Broken.class);
    }
  }

  @Test
  void versionsOfOldAreTold() {
    assertThat(MongoChecks.version("5.0.31")).isInstanceOf(Doubtful.class);
    assertThat(MongoChecks.version("6.0.0")).isInstanceOf(Fine.class);
    assertThat(MongoChecks.version("10.1")).isInstanceOf(Fine.class);
  }

  @Test
  void aRedisThatForgetsIsDoubtfulAndKeepsNothingOfTheProbes() throws Exception {
    try (var redis = RedisProcess.start("--maxmemory-policy", "allkeys-lru")) {
      assertThat(lines(examine("--parley.redis.uri=" + redis.uri()), Doubtful.class))
          .contains("With its memory full Redis throws keys away (maxmemory-policy allkeys-lru).");

      try (var client = RedisClient.create(redis.uri());
          var connection = client.connect()) {
        assertThat(connection.sync().keys("*")).isEmpty();
      }
    }
  }

  @Test
  void aLostIndexOtherDataAndAnUnfinishedMigrationAreBroken() {
    try (var server = ServerExtension.start(folder, "--parley.mongodb.uri=" + mongoUri)) {
      new Api(server.port()).person("ada");
    }
    var setting = "--parley.mongodb.uri=" + mongoUri;
    try (var client = MongoClients.create(mongoUri)) {
      var database = client.getDatabase("chat");
      database.getCollection("messages").dropIndex("conversationId_1_seq_1");
      assertThat(lines(examine(setting), Broken.class))
          .containsExactly("Indexes are missing: messages.conversationId_1_seq_1.");

      database
          .getCollection("schema")
          .updateOne(new Document(), new Document("$set", new Document("version", 9_000)));
      assertThat(lines(examine(setting), Broken.class))
          .anyMatch(line -> line.startsWith("The data are of version 9000"));

      database
          .getCollection("schema")
          .updateOne(
              new Document(), new Document("$set", new Document("migrating", new Document())));
      assertThat(lines(examine(setting), Broken.class))
          .contains("A migration into the database has not ended.");

      database.getCollection("schema").drop();
      assertThat(lines(examine(setting), Broken.class))
          .contains("The database holds users, but not Parley's.");
    }
  }

  /// A machine that stands still between question and answer is measured again.
  @Test
  void clocksThatDifferAreTold() {
    try (var redis = RedisProcess.start()) {
      var settings = new RedisSettings(redis.uri(), "", "", "");
      InstantSource slow = () -> InstantSource.system().instant().minusSeconds(3);
      InstantSource fast = () -> InstantSource.system().instant().plusSeconds(60);

      awaitLine(
          () -> lines(RedisChecks.all(settings, slow), Doubtful.class),
          "The clock of Redis is [23]\\.\\d s before ours\\.");
      awaitLine(
          () -> lines(RedisChecks.all(settings, fast), Broken.class),
          "The clock of Redis is (59|60)\\.\\d s behind ours\\.");
    }
    assertThat(ClockChecks.of("x", Duration.ofMillis(-900))).isInstanceOf(Fine.class);
  }

  @Test
  void aClockOfMongoDbThatDiffersIsTold() {
    var settings = new MongoSettings(mongoUri, Duration.ofSeconds(10));
    InstantSource slow = () -> InstantSource.system().instant().minusSeconds(3);
    InstantSource fast = () -> InstantSource.system().instant().plusSeconds(60);

    awaitLine(
        () -> lines(MongoChecks.all(settings, slow), Doubtful.class),
        "The clock of MongoDB is [23]\\.\\d s before ours\\.");
    awaitLine(
        () -> lines(MongoChecks.all(settings, fast), Broken.class),
        "The clock of MongoDB is (59|60)\\.\\d s behind ours\\.");
  }

  private static void awaitLine(Supplier<List<String>> lines, String pattern) {
    await()
        .pollDelay(Duration.ZERO)
        .untilAsserted(() -> assertThat(lines.get()).anyMatch(line -> line.matches(pattern)));
  }

  @Test
  void aBucketIsTried() {
    try (var s3 = S3Server.start(folder)) {
      String[] settings = {
        "--parley.files.s3.endpoint=" + s3.endpoint(),
        "--parley.files.s3.bucket=" + S3Server.BUCKET,
        "--parley.files.s3.access-key=key",
        "--parley.files.s3.secret-key=secret",
        "--parley.files.s3.path-style=true"
      };
      assertThat(lines(examine(settings), Fine.class))
          .contains("The bucket takes, gives and removes files.");

      settings[1] = "--parley.files.s3.bucket=another";
      assertThat(lines(examine(settings), Broken.class))
          .anyMatch(line -> line.startsWith("The bucket can't be used ("));
    }
  }

  /// Lets people in, and lets them do nothing, as MongoDB does without a role.
  private static final class Unauthorized extends MemoryBackend {
    @Override
    public de.bwaldvogel.mongo.bson.Document handleMessage(MongoMessage message) {
      var command = message.getDocument().keySet().iterator().next();
      if (command.equals("find") || command.equals("insert") || command.equals("listCollections")) {
        throw new MongoServerError(
            13, "Unauthorized", "not authorized on chat to execute command " + command);
      }
      return super.handleMessage(message);
    }
  }
}
