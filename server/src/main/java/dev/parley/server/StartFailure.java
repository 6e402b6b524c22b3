package dev.parley.server;

/// A reason not to start that the person who starts it can mend. Its message is the one line they
/// see.
final class StartFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StartFailure(String message) {
    super(message, null, false, false);
  }
}
