package dev.parley.sqlite;

/// The data folder can't be used, and nothing in it was changed. The message is one line for the
/// person who started the server.
public final class UnusableDataFolder extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnusableDataFolder(String message) {
    super(message);
  }

  UnusableDataFolder(String message, Throwable cause) {
    super(message, cause);
  }
}
