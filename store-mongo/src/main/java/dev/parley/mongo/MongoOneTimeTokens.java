package dev.parley.mongo;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lte;
import static dev.parley.mongo.Table.all;

import dev.parley.chat.OneTimeTokenStore;
import java.time.Instant;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/// Tokens of mailed links in MongoDB. Whoever deletes one has taken it.
final class MongoOneTimeTokens implements OneTimeTokenStore {
  private final Table tokens;

  MongoOneTimeTokens(Table tokens) {
    this.tokens = tokens;
  }

  @Override
  public void add(String hash, Grant grant) {
    tokens.insert(
        new Document("_id", hash)
            .append("purpose", grant.purpose().name())
            .append("userId", grant.userId())
            .append("detail", Fields.wellFormed(grant.detail()))
            .append("expiresAt", Fields.date(grant.expiresAt())));
  }

  @Override
  public @Nullable Grant peek(String hash, Purpose purpose, Instant now) {
    var found = tokens.first(good(hash, purpose, now));
    return found == null ? null : grant(found);
  }

  @Override
  public @Nullable Grant take(String hash, Purpose purpose, Instant now) {
    var found = peek(hash, purpose, now);
    return found != null && tokens.delete(Table.id(hash)) ? found : null;
  }

  private static Bson good(String hash, Purpose purpose, Instant now) {
    return all(Table.id(hash), eq("purpose", purpose.name()), gt("expiresAt", Fields.date(now)));
  }

  @Override
  public void removeOfUser(String userId) {
    tokens.deleteAll(eq("userId", userId));
  }

  @Override
  public void removeExpired(Instant now) {
    tokens.deleteAll(lte("expiresAt", Fields.date(now)));
  }

  private static Grant grant(Document document) {
    return new Grant(
        Fields.word(document, "purpose", Purpose.class),
        Fields.text(document, "userId"),
        Fields.text(document, "detail"),
        Fields.time(document, "expiresAt"));
  }
}
