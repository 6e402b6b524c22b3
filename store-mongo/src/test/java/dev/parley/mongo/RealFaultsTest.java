package dev.parley.mongo;

import static dev.parley.mongo.Chat.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.parley.chat.ChatEvent.EntryCommitted;
import dev.parley.chat.Entry;
import dev.parley.chat.Refused;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What goes wrong with a real replica set: of several members, each started with `--setParameter
/// enableTestCommands=1`, by which commands can be made to fail. See the server's documentation of
/// the fail point `failCommand`: what it answers with an error code, or cuts, was not done; where
/// it adds a write concern's error, it was.
@ExtendWith(ConcernsAsserted.class)
@EnabledIfEnvironmentVariable(
    named = "PARLEY_TEST_MONGODB_URI",
    matches = ".+,.+",
    disabledReason = "takes a replica set of several members")
final class RealFaultsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int MESSAGES = 20;

  private final MongoClient admin = MongoClients.create(StandIn.freshUri());
  private final String uri = StandIn.freshUri();
  private final List<Entry> told = Collections.synchronizedList(new ArrayList<>());
  private MongoStore store;
  private String group = "";

  @BeforeEach
  void open() {
    store = open(PATIENCE);
    group = Chat.group(store, Chat.ADA, Chat.BOB);
  }

  @AfterEach
  void close() {
    command(new Document("configureFailPoint", "failCommand").append("mode", "off"));
    store.close();
    admin.close();
  }

  private MongoStore open(Duration patience) {
    return StandIn.open(
        uri,
        patience,
        event -> {
          if (event instanceof EntryCommitted committed) {
            told.add(committed.entry());
          }
        },
        Chat.CLOCK);
  }

  private void command(Document command) {
    admin.getDatabase("admin").runCommand(command);
  }

  /// The next ones of these commands of any Parley.
  private void fail(int times, List<String> commands, Document how) {
    how.append("failCommands", commands).append("appName", "parley");
    command(
        new Document("configureFailPoint", "failCommand")
            .append("mode", new Document("times", times))
            .append("data", how));
  }

  /// More often than the driver tries again by itself.
  @ParameterizedTest
  @ValueSource(ints = {91, 189, 10107, 11600, 11602, 13436})
  void aPrimaryThatSaysItIsNone(int code) throws Exception {
    fail(7, List.of("insert"), new Document("errorCode", code));
    sendAndCheck();
  }

  @Test
  void aLineThatIsCut() throws Exception {
    fail(7, List.of("insert", "find"), new Document("closeConnection", true));
    sendAndCheck();
  }

  /// Stored, and nobody knows by how many.
  @ParameterizedTest
  @ValueSource(ints = {64, 91, 11602})
  void aMajorityThatDoesNotAnswer(int code) throws Exception {
    var error = new Document("code", code).append("errmsg", "asked for by a test");
    fail(7, List.of("insert", "update"), new Document("writeConcernError", error));
    sendAndCheck();
  }

  /// The insert takes longer than its sender waits; whether it lands, the log tells.
  @Test
  void whatLandsLateIsToldOrSentAgain() throws Exception {
    store.close();
    store = open(Duration.ofSeconds(1));
    var draft = Chat.draft(store, group, Chat.ADA, Chat.message("late"));
    var slow = new Document("blockConnection", true).append("blockTimeMS", 3_000);
    fail(1, List.of("insert"), slow);

    assertThatThrownBy(() -> store.entryLog().append(draft)).isInstanceOf(Refused.class);

    await()
        .atMost(PATIENCE)
        .ignoreExceptionsInstanceOf(Refused.class)
        .until(() -> store.entryLog().append(draft) != null);
    await().untilAsserted(() -> assertThat(told).isEqualTo(Chat.all(store, group)).hasSize(1));
  }

  @Test
  void primariesThatStepDownWhilePeopleSend() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var elections =
          threads.submit(() -> {
            for (var i = 0; i < 3; i++) {
              stepDown();
            }
          });
      sendAndCheck();
      elections.get();
    }
  }

  /// The secondaries may be behind for a moment, and right after an election none is a primary.
  private void stepDown() {
    await()
        .atMost(PATIENCE)
        .ignoreExceptionsInstanceOf(MongoException.class)
        .until(() -> {
          command(new Document("replSetStepDown", 5).append("secondaryCatchUpPeriodSecs", 3));
          return true;
        });
  }

  private void sendAndCheck() throws Exception {
    var sending = new Sending(store, group);
    sending.run(MESSAGES);
    sending.end();
    sending.check(Chat.all(store, group), told);
  }
}
