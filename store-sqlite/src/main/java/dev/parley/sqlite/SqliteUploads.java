package dev.parley.sqlite;

import dev.parley.chat.Upload;
import dev.parley.chat.UploadStore;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Uploads in SQLite. Who names one is found by the partial indexes on addresses, so that a message
/// that names one is still a single row.
final class SqliteUploads implements UploadStore {
  private static final String COLUMNS =
      """
       u.id, u.user, u.content, u.file_name, u.content_type, u.size, u.created_at, u.used_at,
       u.width, u.height, u.thumbnail, u.thumbnail_type\s
      """;

  private static final String UNUSED =
      """
       u.used_at < ?2
       AND NOT EXISTS (SELECT 1 FROM users WHERE avatar = '/api/v1/uploads/' || u.id)
       AND NOT EXISTS (SELECT 1 FROM conversations c WHERE c.avatar = '/api/v1/uploads/' || u.id
         AND EXISTS (SELECT 1 FROM participants WHERE conversation = c.key))
       AND NOT EXISTS (SELECT 1 FROM entries e WHERE e.url = '/api/v1/uploads/' || u.id
         AND EXISTS (SELECT 1 FROM participants WHERE conversation = e.conversation))
      """;

  private final Writer writer;
  private final Readers readers;

  SqliteUploads(Writer writer, Readers readers) {
    this.writer = writer;
    this.readers = readers;
  }

  @Override
  public boolean add(Upload upload, long quota) {
    return writer.write(transaction -> add(transaction.database(), upload, quota));
  }

  private static boolean add(Database database, Upload upload, long quota) throws SQLException {
    if (find(database, upload.id()) != null) {
      return true;
    }
    if (size(database, upload.userId()) + upload.size() > quota) {
      return false;
    }
    var picture = upload.picture();
    database.update(
        """
        INSERT INTO uploads (id, user, content, file_name, content_type, size, width, height,
          thumbnail, thumbnail_type, created_at, used_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        upload.id(),
        upload.userId(),
        upload.key(),
        upload.fileName(),
        upload.contentType(),
        upload.size(),
        picture == null ? null : picture.width(),
        picture == null ? null : picture.height(),
        picture == null ? null : picture.thumbnail().key(),
        picture == null ? null : picture.thumbnail().contentType(),
        upload.createdAt().toEpochMilli(),
        upload.usedAt().toEpochMilli());
    database.update("DELETE FROM awaited_uploads WHERE id = ?", upload.id());
    return true;
  }

  @Override
  public @Nullable Upload upload(String id) {
    return readers.read(database -> find(database, id));
  }

  private static @Nullable Upload find(Database database, String id) throws SQLException {
    return database.first(
        "SELECT" + COLUMNS + "FROM uploads u WHERE u.id = ?", SqliteUploads::read, id);
  }

  private static Upload read(Row row) throws SQLException {
    return new Upload(
        row.text(),
        row.text(),
        row.text(),
        row.text(),
        row.text(),
        row.number(),
        row.time(),
        row.time(),
        picture(row));
  }

  private static Upload.@Nullable Picture picture(Row row) throws SQLException {
    var width = row.number();
    var height = row.number();
    var thumbnail = row.textOrNull();
    return thumbnail == null
        ? null
        : new Upload.Picture(
            (int) width, (int) height, new Upload.Thumbnail(thumbnail, row.text()));
  }

  @Override
  public long size(String userId) {
    return readers.read(database -> size(database, userId));
  }

  private static long size(Database database, String userId) throws SQLException {
    return database.number("SELECT coalesce(sum(size), 0) FROM uploads WHERE user = ?", userId);
  }

  @Override
  public boolean mayRead(String userId, String uploadId) {
    return readers.read(database ->
        database.number(
                """
                SELECT EXISTS (SELECT 1 FROM uploads WHERE id = ?2 AND user = ?1)
                  OR EXISTS (SELECT 1 FROM users WHERE avatar = '/api/v1/uploads/' || ?2)
                  OR EXISTS (SELECT 1 FROM conversations WHERE avatar = '/api/v1/uploads/' || ?2)
                  OR EXISTS (SELECT 1 FROM entries e
                    JOIN participants p ON p.user = ?1 AND p.conversation = e.conversation
                    WHERE e.url = '/api/v1/uploads/' || ?2 AND e.deleted_at IS NULL)
                """,
                userId,
                uploadId)
            > 0);
  }

  @Override
  public void use(String id, Instant now) {
    writer.write(transaction ->
        transaction
            .database()
            .update(
                "UPDATE uploads SET used_at = max(used_at, ?) WHERE id = ?",
                now.toEpochMilli(),
                id));
  }

  @Override
  public List<Upload> unused(Instant before, int limit) {
    return readers.read(database ->
        database.list(
            "SELECT" + COLUMNS + "FROM uploads u WHERE" + UNUSED + "LIMIT ?1",
            SqliteUploads::read,
            limit,
            before.toEpochMilli()));
  }

  @Override
  public boolean removeUnused(String id, Instant before) {
    return writer.write(transaction ->
        transaction
                .database()
                .update(
                    "DELETE FROM uploads AS u WHERE u.id = ?1 AND" + UNUSED,
                    id,
                    before.toEpochMilli())
            > 0);
  }

  @Override
  public Set<String> held(Collection<String> keys) {
    return readers.read(database -> {
      var held = new HashSet<String>();
      for (var key : keys) {
        if (database.number(
                """
                SELECT EXISTS (SELECT 1 FROM uploads WHERE content = ?1)
                  OR EXISTS (SELECT 1 FROM uploads WHERE thumbnail = ?1)
                """,
                key)
            > 0) {
          held.add(key);
        }
      }
      return held;
    });
  }

  @Override
  public void await(Upload.Awaited awaited) {
    writer.write(transaction ->
        transaction
            .database()
            .update(
                "INSERT INTO awaited_uploads (id, user, file_name, created_at) VALUES (?, ?, ?, ?)",
                awaited.id(),
                awaited.userId(),
                awaited.fileName(),
                awaited.createdAt().toEpochMilli()));
  }

  @Override
  public Upload.@Nullable Awaited awaited(String id) {
    return readers.read(database ->
        database.first(
            "SELECT id, user, file_name, created_at FROM awaited_uploads WHERE id = ?",
            row -> new Upload.Awaited(row.text(), row.text(), row.text(), row.time()),
            id));
  }

  @Override
  public List<String> removeAwaited(Instant before) {
    return writer.write(transaction ->
        transaction
            .database()
            .list(
                "DELETE FROM awaited_uploads WHERE created_at < ? RETURNING id",
                Row::text,
                before.toEpochMilli()));
  }
}
