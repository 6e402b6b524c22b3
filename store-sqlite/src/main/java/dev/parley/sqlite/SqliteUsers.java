package dev.parley.sqlite;

import dev.parley.chat.Departure;
import dev.parley.chat.Refusal;
import dev.parley.chat.Refused;
import dev.parley.chat.User;
import dev.parley.chat.UserRole;
import dev.parley.chat.UserStore;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Accounts in SQLite. Names and emails are compared by a key without case, made here: SQLite's own
/// NOCASE knows ASCII only.
final class SqliteUsers implements UserStore {
  private static final String LOGIN =
      "SELECT id, username, email, avatar, role, created_at, email_verified, disabled,"
          + " password_hash FROM users ";

  private final Writer writer;
  private final Readers readers;

  SqliteUsers(Writer writer, Readers readers) {
    this.writer = writer;
    this.readers = readers;
  }

  @Override
  public void add(User user, String passwordHash) {
    writer.write(transaction -> {
      var database = transaction.database();
      refuseTaken(database, user);
      insert(database, user, passwordHash);
      return null;
    });
  }

  static void insert(Database database, User user, String passwordHash) throws SQLException {
    database.update(
        """
        INSERT INTO users (id, username, username_key, email, email_key, avatar, role,
          password_hash, created_at, email_verified, disabled)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        user.id(),
        user.username(),
        UserStore.key(user.username()),
        user.email(),
        UserStore.key(user.email()),
        user.avatar(),
        user.role().name(),
        passwordHash,
        user.createdAt().toEpochMilli(),
        user.emailVerified() ? 1 : 0,
        user.disabled() ? 1 : 0);
  }

  @Override
  public void update(User user) {
    writer.write(transaction -> {
      var database = transaction.database();
      refuseTaken(database, user);
      return database.update(
          """
          UPDATE users SET username = ?, username_key = ?, email = ?, email_key = ?,
            avatar = ? WHERE id = ?
          """,
          user.username(),
          UserStore.key(user.username()),
          user.email(),
          UserStore.key(user.email()),
          user.avatar(),
          user.id());
    });
  }

  static void refuseTaken(Database database, User user) throws SQLException {
    if (isTaken(database, "email_key", user.email(), user.id())) {
      throw new Refused(Refusal.EMAIL_TAKEN, "Email is already in use");
    }
    if (isTaken(database, "username_key", user.username(), user.id())) {
      throw new Refused(Refusal.USERNAME_TAKEN, "Username is already taken");
    }
  }

  private static boolean isTaken(Database database, String column, String value, String by)
      throws SQLException {
    return database.number(
            "SELECT count(*) FROM users WHERE " + column + " = ? AND id <> ?",
            UserStore.key(value),
            by)
        > 0;
  }

  @Override
  public void remove(Departure departure) {
    writer.write(transaction -> {
      SqliteDepartures.begin(transaction.database(), departure);
      return null;
    });
  }

  @Override
  public void setPasswordHash(String userId, String passwordHash) {
    set("UPDATE users SET password_hash = ? WHERE id = ?", passwordHash, userId);
  }

  @Override
  public void setRole(String userId, UserRole role) {
    set("UPDATE users SET role = ? WHERE id = ?", role.name(), userId);
  }

  @Override
  public void setDisabled(String userId, boolean disabled) {
    set("UPDATE users SET disabled = ? WHERE id = ?", disabled ? 1 : 0, userId);
  }

  @Override
  public void setEmailVerified(String userId, boolean verified) {
    set("UPDATE users SET email_verified = ? WHERE id = ?", verified ? 1 : 0, userId);
  }

  private void set(String sql, Object... values) {
    writer.write(transaction -> transaction.database().update(sql, values));
  }

  @Override
  public @Nullable Login byEmail(String email) {
    return login("WHERE email_key = ?", UserStore.key(email));
  }

  @Override
  public @Nullable Login byUsername(String username) {
    return login("WHERE username_key = ?", UserStore.key(username));
  }

  @Override
  public @Nullable Login byId(String id) {
    return login("WHERE id = ?", id);
  }

  private @Nullable Login login(String where, String value) {
    return readers.read(
        database -> database.first(LOGIN + where, row -> new Login(user(row), row.text()), value));
  }

  @Override
  public Map<String, User> users(Collection<String> ids) {
    // One by one, each a look-up by key with a statement already prepared.
    return readers.read(database -> {
      var found = new HashMap<String, User>();
      for (var id : ids) {
        var user = database.first(LOGIN + "WHERE id = ?", SqliteUsers::user, id);
        if (user != null) {
          found.put(id, user);
        }
      }
      return found;
    });
  }

  @Override
  public List<User> search(String part, int limit) {
    // The inner query reads the index of names alone.
    return readers.read(database ->
        database.list(
            LOGIN
                + """
                JOIN (
                  SELECT id AS hit, username_key AS name FROM users
                  WHERE instr(username_key, ?1) > 0
                  ORDER BY username_key <> ?1, instr(username_key, ?1) > 1, username_key
                  LIMIT ?2) ON id = hit
                ORDER BY name <> ?1, instr(name, ?1) > 1, name
                """,
            SqliteUsers::user,
            UserStore.key(part),
            limit));
  }

  @Override
  public boolean hasAdmin() {
    return readers.read(
        database -> database.number("SELECT count(*) FROM users WHERE role = 'ADMIN'") > 0);
  }

  @Override
  public List<User> list(String part, @Nullable String before, int limit) {
    return readers.read(database ->
        database.list(
            LOGIN
                + """
                WHERE id < ?1 AND (instr(username_key, ?2) > 0 OR instr(email_key, ?2) > 0)
                ORDER BY id DESC LIMIT ?3
                """,
            SqliteUsers::user,
            before == null ? "g" : before, // no id is as great as this
            UserStore.key(part),
            limit));
  }

  private static User user(Row row) throws SQLException {
    return new User(
        row.text(),
        row.text(),
        row.text(),
        row.textOrNull(),
        row.word(UserRole.class),
        row.time(),
        row.flag(),
        row.flag());
  }
}
