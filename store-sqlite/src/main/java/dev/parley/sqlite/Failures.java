package dev.parley.sqlite;

import dev.parley.chat.Refusal;
import dev.parley.chat.Refused;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// What a failed statement or commit means for the writes around it.
final class Failures {
  private Failures() {}

  /// Only this write is wrong; the others of its transaction may go on.
  static boolean isOfOneWrite(Exception failure) {
    return !(failure instanceof SQLiteException sqlite)
        || switch (primary(sqlite)) {
          case SQLITE_ERROR, SQLITE_CONSTRAINT, SQLITE_MISMATCH, SQLITE_TOOBIG, SQLITE_RANGE ->
              true;
          default -> false;
        };
  }

  /// Nothing of the transaction is stored, for certain, and a later one may succeed. The disk is
  /// full: a frame could not be appended to the log, so the one that commits is not whole. (A sync
  /// that fails is another error, SQLITE_IOERR_FSYNC.) Or the file was locked from outside before
  /// the transaction began.
  static boolean isPassing(SQLException failure) {
    return failure instanceof SQLiteException sqlite
        && switch (primary(sqlite)) {
          case SQLITE_FULL, SQLITE_BUSY -> true;
          default -> false;
        };
  }

  static Refused passing(SQLException failure) {
    return failure instanceof SQLiteException sqlite
            && primary(sqlite) == SQLiteErrorCode.SQLITE_FULL
        ? unavailable("The server's disk is full")
        : unavailable("The server's database is locked");
  }

  static Refused closed() {
    return unavailable("The server is stopping");
  }

  private static Refused unavailable(String message) {
    return new Refused(Refusal.UNAVAILABLE, message);
  }

  private static SQLiteErrorCode primary(SQLiteException failure) {
    // An extended code holds the primary one in its lowest byte.
    return SQLiteErrorCode.getErrorCode(failure.getResultCode().code & 0xff);
  }
}
