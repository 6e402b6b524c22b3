package dev.parley.mongo;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;
import static dev.parley.mongo.Table.all;

import com.mongodb.client.model.Updates;
import dev.parley.chat.Upload;
import dev.parley.chat.UploadStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/// Uploads in MongoDB. Who names one is found by the address, wherever there is one, so that a
/// message that names one is still a single document.
final class MongoUploads implements UploadStore {
  private static final String ADDRESS = "/api/v1/uploads/";
  private static final int PAGE = 500;
  private static final Bson SUM = include("place", "size");

  private final Table uploads;
  private final Table awaited;
  private final Table users;
  private final Table conversations;
  private final Table messages;
  private final Projection projection;

  MongoUploads(Database database, Projection projection) {
    this.uploads = database.table(Schema.UPLOADS);
    this.awaited = database.table(Schema.AWAITED_UPLOADS);
    this.users = database.table(Schema.USERS);
    this.conversations = database.table(Schema.CONVERSATIONS);
    this.messages = database.table(Schema.MESSAGES);
    this.projection = projection;
  }

  /// Numbered for each user: of two who saw the same sum one comes first, and the other sums again.
  @Override
  public boolean add(Upload upload, long quota) {
    while (true) {
      var mine = uploads.list(eq("userId", upload.userId()), Table.ALL, Integer.MAX_VALUE, SUM);
      var last = mine.stream().mapToLong(each -> Fields.number(each, "place")).max().orElse(0);
      var sum = mine.stream().mapToLong(each -> Fields.number(each, "size")).sum();
      if (uploads.has(Table.id(upload.id()))) {
        return true;
      }
      if (sum + upload.size() > quota) {
        return false;
      }
      if (uploads.insert(document(upload).append("place", last + 1))) {
        awaited.delete(Table.id(upload.id()));
        return true;
      }
    }
  }

  private static Document document(Upload upload) {
    var document =
        new Document("_id", upload.id())
            .append("userId", upload.userId())
            .append("key", upload.key())
            .append("fileName", Fields.wellFormed(upload.fileName()))
            .append("contentType", upload.contentType())
            .append("size", upload.size())
            .append("createdAt", Fields.date(upload.createdAt()))
            .append("usedAt", Fields.date(upload.usedAt()));
    var picture = upload.picture();
    if (picture != null) {
      document
          .append("width", picture.width())
          .append("height", picture.height())
          .append("thumbnail", picture.thumbnail().key())
          .append("thumbnailType", picture.thumbnail().contentType());
    }
    return document;
  }

  @Override
  public @Nullable Upload upload(String id) {
    var found = uploads.first(Table.id(id));
    return found == null ? null : upload(found);
  }

  @Override
  public long size(String userId) {
    return uploads.list(eq("userId", userId), Table.ALL, Integer.MAX_VALUE, SUM).stream()
        .mapToLong(each -> Fields.number(each, "size"))
        .sum();
  }

  @Override
  public boolean mayRead(String userId, String uploadId) {
    var address = ADDRESS + uploadId;
    return uploads.has(all(Table.id(uploadId), eq("userId", userId)))
        || users.has(eq("avatar", address))
        || conversations.has(eq("avatar", address))
        || naming(address).stream().anyMatch(id -> isIn(userId, id));
  }

  /// Conversations with a live message of that address.
  private Set<String> naming(String address) {
    var ids = new HashSet<String>();
    messages
        .list(
            all(eq("url", address), eq("deletedAt", null)),
            Table.ALL,
            Integer.MAX_VALUE,
            include("conversationId"))
        .forEach(each -> ids.add(Fields.text(each, "conversationId")));
    return ids;
  }

  private boolean isIn(String userId, String conversationId) {
    var conversation = projection.current(conversationId);
    return conversation != null && Projection.roster(conversation).contains(userId);
  }

  private boolean hasAnybody(String conversationId) {
    var conversation = projection.current(conversationId);
    return conversation != null && Fields.number(conversation, "memberCount") > 0;
  }

  @Override
  public void use(String id, Instant now) {
    uploads.update(Table.id(id), Updates.max("usedAt", Fields.date(now)));
  }

  @Override
  public List<Upload> unused(Instant before, int limit) {
    var unused = new ArrayList<Upload>();
    var after = "";
    while (unused.size() < limit) {
      var page =
          uploads.list(
              all(lt("usedAt", Fields.date(before)), gt("_id", after)), ascending("_id"), PAGE);
      if (page.isEmpty()) {
        break;
      }
      page.stream()
          .map(MongoUploads::upload)
          .filter(each -> !isNamed(each.id()))
          .limit(limit - unused.size())
          .forEach(unused::add);
      after = Fields.text(page.getLast(), "_id");
    }
    return unused;
  }

  private boolean isNamed(String uploadId) {
    var address = ADDRESS + uploadId;
    return users.has(eq("avatar", address))
        || conversations.has(all(eq("avatar", address), gt("memberCount", 0)))
        || naming(address).stream().anyMatch(this::hasAnybody);
  }

  /// Whoever names it again has used it before, and then it is not removed.
  @Override
  public boolean removeUnused(String id, Instant before) {
    return !isNamed(id) && uploads.delete(all(Table.id(id), lt("usedAt", Fields.date(before))));
  }

  @Override
  public Set<String> held(Collection<String> keys) {
    var held = new HashSet<String>();
    uploads
        .list(
            or(in("key", keys), in("thumbnail", keys)),
            Table.ALL,
            Integer.MAX_VALUE,
            include("key", "thumbnail"))
        .forEach(each -> {
          held.add(Fields.text(each, "key"));
          var thumbnail = Fields.textOrNull(each, "thumbnail");
          if (thumbnail != null) {
            held.add(thumbnail);
          }
        });
    held.retainAll(Set.copyOf(keys));
    return held;
  }

  @Override
  public void await(Upload.Awaited upload) {
    awaited.insert(
        new Document("_id", upload.id())
            .append("userId", upload.userId())
            .append("fileName", Fields.wellFormed(upload.fileName()))
            .append("createdAt", Fields.date(upload.createdAt())));
  }

  @Override
  public Upload.@Nullable Awaited awaited(String id) {
    var found = awaited.first(Table.id(id));
    return found == null
        ? null
        : new Upload.Awaited(
            id,
            Fields.text(found, "userId"),
            Fields.text(found, "fileName"),
            Fields.time(found, "createdAt"));
  }

  @Override
  public List<String> removeAwaited(Instant before) {
    return awaited.list(lt("createdAt", Fields.date(before))).stream()
        .map(each -> Fields.text(each, "_id"))
        .filter(id -> awaited.delete(Table.id(id)))
        .toList();
  }

  private static Upload upload(Document document) {
    return new Upload(
        Fields.text(document, "_id"),
        Fields.text(document, "userId"),
        Fields.text(document, "key"),
        Fields.text(document, "fileName"),
        Fields.text(document, "contentType"),
        Fields.number(document, "size"),
        Fields.time(document, "createdAt"),
        Fields.time(document, "usedAt"),
        picture(document));
  }

  private static Upload.@Nullable Picture picture(Document document) {
    var thumbnail = Fields.textOrNull(document, "thumbnail");
    return thumbnail == null
        ? null
        : new Upload.Picture(
            (int) Fields.number(document, "width"),
            (int) Fields.number(document, "height"),
            new Upload.Thumbnail(thumbnail, Fields.text(document, "thumbnailType")));
  }
}
