package dev.parley.mongo;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Projections.include;

import com.mongodb.client.model.Updates;
import dev.parley.chat.OutsideAccountStore;
import dev.parley.chat.Refused;
import dev.parley.chat.User;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Outside accounts in MongoDB: a field of their user, under a unique index.
final class MongoOutsideAccounts implements OutsideAccountStore {
  private static final String FIELD = "outside";

  private final Table table;
  private final MongoUsers users;

  MongoOutsideAccounts(Table table, MongoUsers users) {
    this.table = table;
    this.users = users;
  }

  private static String name(Key key) {
    return String.valueOf(Fields.wellFormed(key.issuer() + "\n" + key.subject()));
  }

  @Override
  public @Nullable String userOf(Key key) {
    var found = table.first(eq(FIELD, name(key)), Table.ALL, include("_id"));
    return found == null ? null : Fields.text(found, "_id");
  }

  @Override
  public boolean link(Key key, String userId) {
    var holder = userOf(key);
    if (holder != null) {
      return holder.equals(userId);
    }
    try {
      return table.update(Table.id(userId), Updates.addToSet(FIELD, name(key))) > 0;
    } catch (Failures.Taken e) {
      return userId.equals(userOf(key));
    }
  }

  @Override
  public void unlinkAll(String userId) {
    table.update(Table.id(userId), Updates.unset(FIELD));
  }

  @Override
  public boolean add(Key key, User user) {
    if (userOf(key) != null) {
      return false;
    }
    try {
      users.add(MongoUsers.document(user, "").append(FIELD, List.of(name(key))), user);
      return true;
    } catch (Refused e) {
      if (userOf(key) != null) {
        return false;
      }
      throw e;
    }
  }
}
