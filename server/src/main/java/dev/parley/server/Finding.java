package dev.parley.server;

/// What one of the doctor's checks found.
sealed interface Finding {
  /// One line: what was looked at, and what about it.
  String line();

  /// As it should be.
  record Fine(String line) implements Finding {}

  /// It works, but somebody should look.
  ///
  /// @param mend what to do
  record Doubtful(String line, String mend) implements Finding {}

  /// It does not work, or not safely.
  ///
  /// @param mend what to do
  record Broken(String line, String mend) implements Finding {}

  /// As it is printed: in one line, whatever the words of others that it holds.
  default String text() {
    var text =
        switch (this) {
          case Fine fine -> "ok       " + fine.line();
          case Doubtful doubtful -> "warning  " + doubtful.line() + " " + doubtful.mend();
          case Broken broken -> "broken   " + broken.line() + " " + broken.mend();
        };
    return text.replaceAll("\\s*\\R\\s*", " ");
  }
}
