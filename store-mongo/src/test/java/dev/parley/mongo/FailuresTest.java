package dev.parley.mongo;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.ServerAddress;
import com.mongodb.WriteError;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.bulk.BulkWriteResult;
import dev.parley.chat.Refused;
import java.util.List;
import java.util.Set;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FailuresTest {
  private static final ServerAddress MONGOS = new ServerAddress();

  /// As mongos tells of what befell a shard.
  @ParameterizedTest
  @ValueSource(ints = {6, 91, 189, 10107, 11600, 11602, 13388})
  void whatPassesIsNoDefectWhereTheErrorIsAWritesToo(int code) {
    assertThatThrownBy(() -> fail(one(code))).isInstanceOf(Refused.class);
    assertThatThrownBy(() -> fail(many(code))).isInstanceOf(Refused.class);
  }

  @Test
  void aDocumentThatIsRefusedIsADefect() {
    var validation = 121;
    assertThatThrownBy(() -> fail(one(validation))).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> fail(many(validation))).isInstanceOf(IllegalStateException.class);
  }

  private static void fail(MongoException thrown) {
    Failures.guard(() -> {
      throw thrown;
    });
  }

  private static MongoException one(int code) {
    return new MongoWriteException(
        new WriteError(code, "said so", new BsonDocument()), MONGOS, Set.of());
  }

  private static MongoException many(int code) {
    return new MongoBulkWriteException(
        BulkWriteResult.unacknowledged(),
        List.of(new BulkWriteError(code, "said so", new BsonDocument(), 0)),
        null,
        MONGOS,
        Set.of());
  }
}
