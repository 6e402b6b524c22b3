package dev.parley.migrate;

/// Nothing can be moved as it is; the message says why, for whoever asked for it.
public final class UnmovableStore extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnmovableStore(String message) {
    super(message);
  }

  UnmovableStore(String message, Throwable cause) {
    super(message, cause);
  }
}
