package dev.parley.mongo;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoServerException;
import com.mongodb.MongoWriteException;
import dev.parley.chat.Refusal;
import dev.parley.chat.Refused;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What the driver throws, in the words of the chat.
final class Failures {
  private static final System.Logger LOG = System.getLogger(Failures.class.getName());

  /// A unique index has it already.
  static final class Taken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Taken() {
      super("a unique index has it already", null, false, false);
    }
  }

  private Failures() {}

  static <T extends @Nullable Object> T guard(Supplier<T> operation) {
    try {
      return operation.get();
    } catch (MongoException e) {
      throw told(e);
    }
  }

  private static RuntimeException told(MongoException e) {
    if (isTaken(e)) {
      return new Taken();
    }
    if (isDefect(e)) {
      return new IllegalStateException("The database refused a command: " + e.getMessage(), e);
    }
    LOG.log(System.Logger.Level.WARNING, "The database did not answer: " + e.getMessage());
    return unavailable();
  }

  /// Whatever it was, it passes, or somebody mends the database.
  static Refused unavailable() {
    return new Refused(Refusal.UNAVAILABLE, "The database can't be reached just now");
  }

  static Refused closed() {
    return new Refused(Refusal.UNAVAILABLE, "The store is closed");
  }

  static boolean isTaken(MongoException e) {
    return switch (e) {
      case MongoWriteException write ->
          write.getError().getCategory() == ErrorCategory.DUPLICATE_KEY;
      case MongoBulkWriteException bulk ->
          bulk.getWriteConcernError() == null
              && bulk.getWriteErrors().stream()
                  .anyMatch(error -> error.getCategory() == ErrorCategory.DUPLICATE_KEY);
      default -> ErrorCategory.fromErrorCode(e.getCode()) == ErrorCategory.DUPLICATE_KEY;
    };
  }

  /// An answer that would be the same the next time: a malformed command, a document that is too
  /// large.
  private static boolean isDefect(MongoException e) {
    return switch (e) {
      case MongoWriteException _ -> true;
      case MongoBulkWriteException bulk -> bulk.getWriteConcernError() == null;
      case MongoCommandException command -> !isPassing(command);
      default -> false;
    };
  }

  /// Elections, shutdowns and deadlines; see the driver's and the server's lists of codes.
  private static boolean isPassing(MongoServerException e) {
    return e.hasErrorLabel("RetryableWriteError")
        || e.hasErrorLabel("TransientTransactionError")
        || switch (e.getCode()) {
          case 6,
              7,
              50,
              64,
              89,
              91,
              189,
              262,
              317,
              358,
              384,
              9001,
              10058,
              10107,
              11600,
              11602,
              13388,
              13435,
              13436,
              134,
              112 ->
              true;
          default -> false;
        };
  }
}
