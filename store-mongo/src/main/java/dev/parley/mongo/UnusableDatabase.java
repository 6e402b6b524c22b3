package dev.parley.mongo;

/// The database can't be used as it is; the message says why, for whoever started the server.
public final class UnusableDatabase extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnusableDatabase(String message) {
    super(message);
  }

  UnusableDatabase(String message, Throwable cause) {
    super(message, cause);
  }
}
