package dev.parley.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClients;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import dev.parley.mongo.MongoStore;
import dev.parley.mongo.UnusableDatabase;
import dev.parley.sqlite.DataFolder;
import dev.parley.sqlite.SqliteStore;
import dev.parley.sqlite.UnusableDataFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MigrationTest {
  /// As SQLite makes them, with the numbers of conversations and the places of edits left out.
  private static final List<String> CONTENT =
      List.of(
          "SELECT * FROM users ORDER BY id",
          "SELECT * FROM outside_accounts ORDER BY issuer",
          "SELECT * FROM sessions ORDER BY id",
          "SELECT * FROM exchanges ORDER BY session, hash",
          "SELECT id, type, name, avatar, owner, created_at, seq, rev, number, sender_number,"
              + " member_rev, active_at, last_message, retention, swept FROM conversations ORDER BY id",
          "SELECT c.id, p.user, p.standing, p.role, joined_seq, read_seq, read_number, read_own,"
              + " read_at, muted, pinned, delivered_seq, archived_number FROM participants p"
              + " JOIN conversations c ON c.key = p.conversation ORDER BY c.id, p.user",
          "SELECT c.id, e.* FROM (SELECT id AS entry, seq AS seq, rev, number, sender_number, member_rev,"
              + " sender, client_message_id, created_at, updated_at, edited_at, deleted_at, kind,"
              + " text, url, file_name, reply_to, user_ids, reactions, pinned_at, pinned_by,"
              + " conversation AS k FROM entries) e JOIN conversations c ON c.key = e.k"
              + " WHERE e.k > 0 ORDER BY c.id, seq",
          "SELECT entry, text, edited_at FROM edits ORDER BY entry, rev",
          "SELECT user, c.id, m.seq FROM mentions m JOIN conversations c ON c.key = m.conversation"
              + " ORDER BY user, c.id, m.seq",
          "SELECT * FROM relations ORDER BY id",
          "SELECT * FROM strangers ORDER BY user",
          "SELECT * FROM group_invitations ORDER BY conversation, user",
          "SELECT * FROM invitations ORDER BY id",
          "SELECT * FROM one_time_tokens ORDER BY hash",
          "SELECT * FROM push_subscriptions ORDER BY id",
          "SELECT * FROM push_keys",
          "SELECT * FROM departures ORDER BY user",
          "SELECT * FROM last_seen ORDER BY user",
          "SELECT * FROM audit ORDER BY key",
          "SELECT * FROM audit_details ORDER BY entry, place",
          "SELECT * FROM reports ORDER BY key",
          "SELECT * FROM uploads ORDER BY id",
          "SELECT * FROM awaited_uploads ORDER BY id");

  private final MongoServer server = new MongoServer(new MemoryBackend());
  private final List<String> said = new ArrayList<>();
  @TempDir private Path folder;
  private String uri = "";

  @BeforeEach
  void start() throws SQLException {
    uri = server.bindAndGetConnectionString() + "/moved";
    Locale.setDefault(Locale.ROOT);
    fill(folder.resolve("old"));
  }

  @AfterEach
  void end() {
    server.shutdownNow();
  }

  @Test
  void whatWentThereAndBackIsTheSame() throws SQLException {
    assertThat(Migration.toMongo(folder.resolve("old"), uri, said::add)).isTrue();
    assertThat(Migration.toSqlite(uri, folder.resolve("new"), said::add)).isTrue();

    assertThat(content(folder.resolve("new"))).isEqualTo(content(folder.resolve("old")));
    assertThat(said).contains("entries: 2,504, the same on both sides");
    assertThat(folder.resolve("new/migrating")).doesNotExist();
  }

  /// Once everything is copied something happens to it, as if it had been copied wrong.
  @ParameterizedTest
  @CsvSource({"messages, text, entries", "participants, , participants", "users, email, users"})
  void whatIsNotTheSameInMongoDbIsNoticed(String collection, @Nullable String field, String table) {
    try (var client = MongoClients.create(uri)) {
      var there = client.getDatabase("moved").getCollection(collection);
      Consumer<String> spoil =
          line -> {
            said.add(line);
            if (line.startsWith("Everything is copied")) {
              if (field == null) {
                there.deleteOne(Filters.exists("_id"));
              } else {
                there.updateOne(Filters.exists(field), Updates.set(field, "another one"));
              }
            }
          };

      assertThat(Migration.toMongo(folder.resolve("old"), uri, spoil)).isFalse();
    }

    assertThat(said)
        .anyMatch(line -> line.startsWith(table + ": NOT the same"))
        .noneMatch(line -> line.startsWith("Both sides hold the same"));
    assertThatThrownBy(
            () -> MongoStore.open(uri, Duration.ofSeconds(10), e -> {}, InstantSource.system()))
        .isInstanceOf(UnusableDatabase.class);
  }

  @ParameterizedTest
  @CsvSource({
    "UPDATE entries SET text = 'another one' WHERE seq = 1, entries",
    "DELETE FROM sessions, sessions"
  })
  void whatIsNotTheSameInSqliteIsNoticed(String spoiling, String table) {
    Migration.toMongo(folder.resolve("old"), uri, line -> {});
    Consumer<String> spoil =
        line -> {
          said.add(line);
          if (line.startsWith("Everything is copied")) {
            spoil(folder.resolve("new/migrating"), spoiling);
          }
        };

    assertThat(Migration.toSqlite(uri, folder.resolve("new"), spoil)).isFalse();

    assertThat(said).anyMatch(line -> line.startsWith(table + ": NOT the same"));
    assertThat(folder.resolve("new/parley.db")).doesNotExist();
  }

  private static void spoil(Path database, String sql) {
    try (var connection = connect(database)) {
      run(connection, sql);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void theLogGoesOnWhereItWas() {
    Migration.toMongo(folder.resolve("old"), uri, said::add);

    try (var store = MongoStore.open(uri, Duration.ofSeconds(10), e -> {}, InstantSource.system());
        var old = SqliteStore.open(folder.resolve("old"), e -> {}, InstantSource.system())) {
      var group = id(900);
      assertThat(store.entryLog().head(group)).isEqualTo(old.entryLog().head(group));
      assertThat(store.entryLog().changed(group, 0, 5_000))
          .isEqualTo(old.entryLog().changed(group, 0, 5_000));
      assertThat(store.conversations().roster(group)).isEqualTo(old.conversations().roster(group));
      assertThat(store.conversations().mark(id(2), group))
          .isEqualTo(old.conversations().mark(id(2), group));
      assertThat(store.sessions().exchangedAt(id(50), "before"))
          .isEqualTo(old.sessions().exchangedAt(id(50), "before"));
      assertThat(store.relations().of(id(1))).isEqualTo(old.relations().of(id(1)));
    }
  }

  @Test
  void whatWasCutGoesOn() throws SQLException {
    for (var lines = 2; lines < 6; lines++) {
      cut(lines, () -> Migration.toMongo(folder.resolve("old"), uri, this::say));
      assertThatThrownBy(
              () -> MongoStore.open(uri, Duration.ofSeconds(10), e -> {}, InstantSource.system()))
          .isInstanceOf(UnusableDatabase.class)
          .hasMessageContaining("migrate again");
    }
    assertThat(Migration.toMongo(folder.resolve("old"), uri, said::add)).isTrue();
    for (var lines = 2; lines < 6; lines++) {
      cut(lines, () -> Migration.toSqlite(uri, folder.resolve("new"), this::say));
      assertThat(folder.resolve("new/parley.db")).doesNotExist();
    }
    assertThat(Migration.toSqlite(uri, folder.resolve("new"), said::add)).isTrue();

    assertThat(content(folder.resolve("new"))).isEqualTo(content(folder.resolve("old")));
  }

  /// The states that a kill leaves behind while the database gets its name.
  @Test
  void whatWasCutAtItsEndIsFinished() throws Exception {
    Migration.toMongo(folder.resolve("old"), uri, said::add);
    var fresh = folder.resolve("new");
    var last = Shapes.ALL.getLast().table() + ":";
    assertThatThrownBy(() ->
            Migration.toSqlite(
                uri,
                fresh,
                line -> {
                  if (line.startsWith(last)) {
                    throw new IllegalStateException("cut at: " + line);
                  }
                }))
        .hasMessageStartingWith("cut at");
    Files.move(fresh.resolve("migrating/parley.db"), fresh.resolve("parley.db"));

    assertThat(Migration.toSqlite(uri, fresh, said::add)).isTrue();

    assertThat(content(fresh)).isEqualTo(content(folder.resolve("old")));
    assertThat(fresh.resolve("migrating")).doesNotExist();
    assertThatThrownBy(() -> Migration.toSqlite(uri, fresh, said::add))
        .hasMessageContaining("holds data already");
  }

  private int left;

  private void say(String line) {
    if (--left == 0) {
      throw new IllegalStateException("cut at: " + line);
    }
  }

  private void cut(int lines, Runnable migration) {
    left = lines;
    assertThatThrownBy(migration::run).hasMessageStartingWith("cut at");
  }

  @Test
  void refusesWhatIsInTheWay() throws Exception {
    var old = folder.resolve("old");
    try (var held = DataFolder.open(old)) {
      assertThat(held).isNotNull();
      assertThatThrownBy(() -> Migration.toMongo(old, uri, said::add))
          .isInstanceOf(UnusableDataFolder.class)
          .hasMessageContaining("in use");
    }
    assertThatThrownBy(() -> Migration.toMongo(folder.resolve("none"), uri, said::add))
        .hasMessageContaining("no Parley data");
    assertThatThrownBy(() -> Migration.toSqlite(uri, folder.resolve("new"), said::add))
        .hasMessageContaining("no Parley data");
    Migration.toMongo(old, uri, said::add);
    assertThatThrownBy(() -> Migration.toMongo(old, uri, said::add))
        .hasMessageContaining("not empty");
    assertThatThrownBy(() -> Migration.toSqlite(uri, old, said::add))
        .hasMessageContaining("holds data already");
    MongoStore.open(uri, Duration.ofSeconds(10), e -> {}, InstantSource.system()).close();
    assertThat(Files.exists(folder.resolve("new/parley.db"))).isFalse();
  }

  @Test
  void aServerOnTheSourceIsNoticedAtTheStartAndAtTheEnd() {
    Migration.toMongo(folder.resolve("old"), uri, said::add);
    var fresh = folder.resolve("new");
    try (var server = server()) {
      assertThat(server).isNotNull();
      assertThatThrownBy(() -> Migration.toSqlite(uri, fresh, said::add))
          .isInstanceOf(UnmovableStore.class)
          .hasMessageContaining("A server uses the database moved");
    }
    var last = Shapes.ALL.getLast().table() + ":";
    var late = new ArrayList<MongoStore>();
    assertThatThrownBy(() ->
            Migration.toSqlite(
                uri,
                fresh,
                line -> {
                  if (line.startsWith(last)) {
                    late.add(server());
                  }
                }))
        .hasMessageContaining("A server uses the database moved");
    assertThat(fresh.resolve("parley.db")).doesNotExist();
    late.forEach(MongoStore::close);

    assertThat(Migration.toSqlite(uri, fresh, said::add)).isTrue();
  }

  @Test
  void aServerOnTheEmptyTargetIsNoticedAndMayGoOn() {
    var old = folder.resolve("old");
    try (var server = server()) {
      assertThatThrownBy(() -> Migration.toMongo(old, uri, said::add))
          .isInstanceOf(UnmovableStore.class)
          .hasMessageContaining("A server uses the database moved");
      assertThat(server).isNotNull();
    }
    server().close();

    assertThat(Migration.toMongo(old, uri, said::add)).isTrue();
  }

  private MongoStore server() {
    return MongoStore.open(uri, Duration.ofSeconds(10), e -> {}, InstantSource.system());
  }

  private static String id(int number) {
    return "%024x".formatted(number);
  }

  private static void fill(Path folder) throws SQLException {
    SqliteStore.open(folder, event -> {}, InstantSource.system()).close();
    try (var connection = connect(folder)) {
      connection.setAutoCommit(false);
      run(
          connection,
          """
          INSERT INTO users VALUES ('%1$s','Ann','ann','a@x','a@x',NULL,'ADMIN','h1',1000,1,0),
            ('%2$s','Bø','bø','b@x','b@x','/api/v1/uploads/5','USER','h2',2000,0,1),
            ('%3$s','Cy','cy','c@x','c@x',NULL,'USER','h3',3000,0,0);
          INSERT INTO outside_accounts VALUES ('https://i','s 1','%1$s'), ('https://j','s2','%1$s');
          INSERT INTO sessions VALUES ('%4$s','%1$s','Firefox','::1',1,2,9999999999999,'now');
          INSERT INTO exchanges VALUES ('%4$s','before',5), ('%4$s','earlier',4);
          INSERT INTO conversations (key,id,type,name,owner,created_at,seq,rev,number,sender_number,
            member_rev,active_at,last_message,retention,swept) VALUES
            (1,'%6$s','DIRECT',NULL,NULL,10,1,1,1,1,0,20,1,NULL,0),
            (2,'%5$s','GROUP','🎉 g','%1$s',10,2503,2508,2501,1,2,2600,2503,30,3),
            (3,'%7$s','GROUP','empty','%1$s',10,0,0,0,0,0,10,NULL,NULL,0)
          """
              .formatted(id(1), id(2), id(3), id(50), id(900), id(800), id(950)));
      run(
          connection,
          """
          INSERT INTO participants (user,conversation,standing,role,joined_seq,read_seq,read_number,
            read_own,read_at,muted,pinned,delivered_seq,archived_number) VALUES
            ('%1$s',1,1,'MEMBER',0,1,1,1,30,0,1,0,NULL), ('%2$s',1,2,'MEMBER',0,0,0,0,NULL,1,0,1,1),
            ('%1$s',2,2,'MEMBER',0,2503,2501,0,40,0,0,0,NULL), ('%2$s',2,1,'OWNER',0,7,6,6,8,0,0,9,0),
            ('%1$s',3,1,'OWNER',0,0,0,0,NULL,0,0,0,NULL)
          """
              .formatted(id(1), id(2)));
      run(
          connection,
          """
          INSERT INTO entries (conversation,seq,rev,number,sender_number,member_rev,id,sender,
            client_message_id,created_at,updated_at,kind,text) VALUES
            (1,1,1,1,1,0,'%s','%s','c1',20,20,'MESSAGE','direct')
          """
              .formatted(id(5_000), id(1)));
      for (var seq = 1; seq <= 2_503; seq++) {
        var notice = seq == 1 ? "RENAMED" : seq == 2 ? "MEMBER_ADDED" : "MESSAGE";
        run(
            connection,
            """
            INSERT INTO entries (conversation,seq,rev,number,sender_number,member_rev,id,sender,
              client_message_id,created_at,updated_at,kind,text,user_ids) VALUES
              (2,%1$d,%1$d,%2$d,%3$d,%4$d,'%5$s','%6$s','c%1$d',%7$d,%7$d,'%8$s','text %1$d ✓',%9$s)
            """
                .formatted(
                    seq,
                    Math.max(0, seq - 2),
                    Math.max(0, seq - 2),
                    seq == 1 ? 0 : 2,
                    id(10_000 + seq),
                    id(seq < 2_503 ? 2 : 1),
                    97 + seq,
                    notice,
                    seq == 2 ? "'" + id(1) + "'" : "NULL"));
      }
      run(
          connection,
          """
          UPDATE entries SET sender_number = 1 WHERE seq = 2503;
          UPDATE entries SET rev = 2505, text = 'third', edited_at = 3000, updated_at = 3000
            WHERE conversation = 2 AND seq = 10;
          INSERT INTO edits VALUES ('%1$s',2504,'first',2900), ('%1$s',2505,NULL,3000);
          UPDATE entries SET rev = 2506, text = NULL, deleted_at = 3100, updated_at = 3100
            WHERE conversation = 2 AND seq = 11;
          UPDATE entries SET rev = 2507, reactions = '👍 %2$s %3$s' || char(10) || '🎉 %2$s',
            pinned_at = 3200, pinned_by = '%2$s', updated_at = 3200, url = '/api/v1/uploads/5',
            file_name = 'a.png', reply_to = '%1$s' WHERE conversation = 2 AND seq = 12;
          UPDATE entries SET rev = 2508, user_ids = '%2$s %3$s %2$s' WHERE conversation = 2 AND seq = 13;
          INSERT INTO mentions VALUES ('%2$s', 2, 13);
          INSERT INTO relations VALUES ('%4$s','%2$s','%3$s',7,'%5$s','%3$s','ACCEPTED',1,2,3,NULL,4,
            '%2$s','ASKED','c1'), ('%6$s','%2$s','%1$s',1,NULL,NULL,NULL,NULL,NULL,NULL,9,NULL,NULL,NULL,NULL);
          INSERT INTO strangers VALUES ('%2$s','NOBODY');
          INSERT INTO group_invitations VALUES ('%2$s','%4$s','%3$s',77);
          INSERT INTO invitations VALUES ('%5$s','code',NULL,5,2,'%2$s',1,2), ('%6$s','co','e@x',1,1,'%2$s',1,2);
          INSERT INTO one_time_tokens VALUES ('hash','EMAIL','%2$s','',99);
          INSERT INTO push_subscriptions VALUES ('p1','%2$s','%4$s','https://p/1','k','a',5),
            ('p2','%2$s',NULL,'https://p/2','k','a',6);
          INSERT INTO push_keys VALUES ('vapid','{}');
          INSERT INTO departures VALUES ('%5$s',1), ('%6$s',0);
          INSERT INTO last_seen VALUES ('%2$s',123);
          INSERT INTO audit VALUES (3,'%5$s',1,'0','cli','act','user','%2$s'), (9,'%6$s',2,'0','c','b','user','');
          INSERT INTO audit_details VALUES (3,1,'zeta','1'), (3,2,'alpha','');
          INSERT INTO reports VALUES (4,'%5$s','claim','%2$s','MESSAGE','t','bad','%4$s','%3$s',NULL,1,
            'OPEN',NULL,NULL,NULL), (5,'%6$s','%6$s','%2$s','USER','t','',NULL,NULL,NULL,1,'DONE','%2$s','n',3);
          INSERT INTO uploads VALUES ('%5$s','%2$s','k','a.png','image/png',12,3,4,'t','image/png',1,2),
            ('%6$s','%2$s','k','b.txt','text/plain',5,NULL,NULL,NULL,NULL,1,2);
          INSERT INTO awaited_uploads VALUES ('%1$s','%2$s','c.txt',8)
          """
              .formatted(id(10_010), id(1), id(2), id(800), id(70), id(71)));
      connection.commit();
    }
  }

  private static Connection connect(Path folder) throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("parley.db"));
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  private static Map<String, List<String>> content(Path folder) throws SQLException {
    var content = new TreeMap<String, List<String>>();
    try (var connection = connect(folder);
        var statement = connection.createStatement()) {
      for (var sql : CONTENT) {
        var lines = new ArrayList<String>();
        var rows = statement.executeQuery(sql);
        var columns = rows.getMetaData();
        while (rows.next()) {
          var line = new StringBuilder();
          for (var i = 1; i <= columns.getColumnCount(); i++) {
            if (!columns.getColumnName(i).equals("k")) {
              line.append(columns.getColumnName(i))
                  .append('=')
                  .append(rows.getString(i))
                  .append(' ');
            }
          }
          lines.add(line.toString());
        }
        assertThat(lines).as(sql).isNotEmpty();
        content.put(sql, lines);
      }
    }
    return content;
  }
}
