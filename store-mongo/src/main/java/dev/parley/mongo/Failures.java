package dev.parley.mongo;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.WriteError;
import dev.parley.chat.Refusal;
import dev.parley.chat.Refused;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What the driver throws, in the words of the chat.
final class Failures {
  private static final System.Logger LOG = System.getLogger(Failures.class.getName());

  /// Elections, shutdowns, deadlines, and shards that move or can't be reached; see the server's
  /// list of codes (src/mongo/base/error_codes.yml).
  private static final Set<Integer> PASSING =
      Set.of(
          6, // HostUnreachable
          7, // HostNotFound
          24, // LockTimeout
          46, // LockBusy
          50, // MaxTimeMSExpired
          63, // StaleShardVersion
          64, // WriteConcernTimeout
          70, // ShardNotFound
          89, // NetworkTimeout
          90, // CallbackCanceled
          91, // ShutdownInProgress
          112, // WriteConflict
          133, // FailedToSatisfyReadPreference
          134, // ReadConcernMajorityNotAvailableYet
          150, // StaleEpoch
          175, // QueryPlanKilled
          189, // PrimarySteppedDown
          202, // NetworkInterfaceExceededTimeLimit
          246, // SnapshotUnavailable
          249, // StaleDbVersion
          262, // ExceededTimeLimit
          317, // ConnectionPoolExpired
          358, 384, 9001, // SocketException
          10058, // LegacyNotPrimary
          10107, // NotWritablePrimary
          11600, // InterruptedAtShutdown
          11601, // Interrupted
          11602, // InterruptedDueToReplStateChange
          13388, // StaleConfig
          13435, // NotPrimaryNoSecondaryOk
          13436); // NotPrimaryOrSecondary

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
      case MongoWriteException write -> !isPassing(write.getError());
      case MongoBulkWriteException bulk ->
          bulk.getWriteConcernError() == null
              && bulk.getWriteErrors().stream().noneMatch(Failures::isPassing);
      case MongoCommandException command ->
          !command.hasErrorLabel("RetryableWriteError")
              && !command.hasErrorLabel("TransientTransactionError")
              && !PASSING.contains(command.getCode());
      default -> false;
    };
  }

  /// Whether a write's own error is one of the whole command: through mongos what a shard says when
  /// its primary steps down, or that it can't be reached at all, comes as the error of the first
  /// write, without a label. What became of that write is then not known.
  static boolean isPassing(WriteError error) {
    return PASSING.contains(error.getCode());
  }
}
