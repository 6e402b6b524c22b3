package dev.parley.mongo;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.not;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Filters.regex;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;
import static com.mongodb.client.model.Updates.set;
import static dev.parley.mongo.Table.all;

import com.mongodb.client.model.Updates;
import dev.parley.chat.Departure;
import dev.parley.chat.Refusal;
import dev.parley.chat.Refused;
import dev.parley.chat.User;
import dev.parley.chat.UserRole;
import dev.parley.chat.UserStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/// Accounts in MongoDB. Unique indexes on the names without case are what keeps them unique, so
/// this collection is never sharded. Outside accounts are a field of their user, so that an account
/// and its link come and go in one write.
final class MongoUsers implements UserStore {
  private final Table users;
  private final MongoDepartures departures;

  MongoUsers(Table users, MongoDepartures departures) {
    this.users = users;
    this.departures = departures;
  }

  @Override
  public void add(User user, String passwordHash) {
    add(document(user, passwordHash), user);
  }

  void add(Document document, User user) {
    if (!users.insert(document)) {
      throw taken(user);
    }
  }

  static Document document(User user, String passwordHash) {
    var document =
        new Document("_id", user.id())
            .append("username", Fields.wellFormed(user.username()))
            .append("usernameKey", key(user.username()))
            .append("email", Fields.wellFormed(user.email()))
            .append("emailKey", key(user.email()))
            .append("role", user.role().name())
            .append("passwordHash", passwordHash)
            .append("createdAt", Fields.date(user.createdAt()))
            .append("emailVerified", user.emailVerified())
            .append("disabled", user.disabled());
    Fields.put(document, "avatar", user.avatar());
    return document;
  }

  /// Which of the two it was. When neither is taken any more, it was the name a moment ago.
  private Refused taken(User user) {
    return users.has(all(eq("emailKey", key(user.email())), ne("_id", user.id())))
        ? new Refused(Refusal.EMAIL_TAKEN, "Email is already in use")
        : new Refused(Refusal.USERNAME_TAKEN, "Username is already taken");
  }

  void refuseTaken(User user) {
    if (users.has(
        all(
            or(eq("emailKey", key(user.email())), eq("usernameKey", key(user.username()))),
            ne("_id", user.id())))) {
      throw taken(user);
    }
  }

  @Override
  public void update(User user) {
    var avatar = user.avatar();
    try {
      users.update(
          Table.id(user.id()),
          Updates.combine(
              set("username", Fields.wellFormed(user.username())),
              set("usernameKey", key(user.username())),
              set("email", Fields.wellFormed(user.email())),
              set("emailKey", key(user.email())),
              avatar == null ? Updates.unset("avatar") : set("avatar", avatar)));
    } catch (Failures.Taken e) {
      throw taken(user);
    }
  }

  @Override
  public void remove(Departure departure) {
    departures.begin(departure);
  }

  @Override
  public void setPasswordHash(String userId, String passwordHash) {
    users.update(Table.id(userId), set("passwordHash", passwordHash));
  }

  @Override
  public void setRole(String userId, UserRole role) {
    users.update(Table.id(userId), set("role", role.name()));
  }

  @Override
  public void setDisabled(String userId, boolean disabled) {
    users.update(Table.id(userId), set("disabled", disabled));
  }

  @Override
  public void setEmailVerified(String userId, boolean verified) {
    users.update(Table.id(userId), set("emailVerified", verified));
  }

  @Override
  public @Nullable Login byEmail(String email) {
    return login(eq("emailKey", key(email)));
  }

  @Override
  public @Nullable Login byUsername(String username) {
    return login(eq("usernameKey", key(username)));
  }

  @Override
  public @Nullable Login byId(String id) {
    return login(Table.id(id));
  }

  private @Nullable Login login(Bson filter) {
    var found = users.first(filter);
    return found == null ? null : new Login(user(found), Fields.text(found, "passwordHash"));
  }

  @Override
  public Map<String, User> users(Collection<String> ids) {
    var found = new HashMap<String, User>();
    for (var each : users.byIds(ids, Table.ALL)) {
      var user = user(each);
      found.put(user.id(), user);
    }
    return found;
  }

  @Override
  public List<User> search(String part, int limit) {
    var key = key(part);
    var prefix = regex("usernameKey", "^" + literally(key));
    var found = new ArrayList<User>();
    var ways =
        List.of(
            eq("usernameKey", key),
            all(prefix, ne("usernameKey", key)),
            all(regex("usernameKey", literally(key)), not(prefix)));
    for (var way : ways) {
      if (found.size() < limit) {
        users.list(way, ascending("usernameKey"), limit - found.size()).stream()
            .map(MongoUsers::user)
            .forEach(found::add);
      }
    }
    return found;
  }

  @Override
  public boolean hasAdmin() {
    return users.has(eq("role", UserRole.ADMIN.name()));
  }

  @Override
  public List<User> list(String part, @Nullable String before, int limit) {
    var filters = new ArrayList<Bson>();
    if (before != null) {
      filters.add(lt("_id", before));
    }
    if (!part.isEmpty()) {
      var pattern = literally(key(part));
      filters.add(or(regex("usernameKey", pattern), regex("emailKey", pattern)));
    }
    return users.list(all(filters.toArray(Bson[]::new)), descending("_id"), limit).stream()
        .map(MongoUsers::user)
        .toList();
  }

  static User user(Document document) {
    return new User(
        Fields.text(document, "_id"),
        Fields.text(document, "username"),
        Fields.text(document, "email"),
        Fields.textOrNull(document, "avatar"),
        Fields.word(document, "role", UserRole.class),
        Fields.time(document, "createdAt"),
        Fields.flag(document, "emailVerified"),
        Fields.flag(document, "disabled"));
  }

  /// A regular expression for just that text.
  static String literally(String text) {
    return text.replaceAll("[\\p{Punct}\\s]", "\\\\$0");
  }

  private static String key(String name) {
    return String.valueOf(Fields.wellFormed(UserStore.key(name)));
  }
}
