package dev.parley.socketio;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One event of a client.
///
/// The arguments are plain Java values: `LinkedHashMap<String, …>`, `ArrayList`, `String`, `Long`
/// (`BigInteger` beyond its range), `Double`, `Boolean`, null, and `byte[]` for binary. They belong
/// to the handler.
///
/// @param ack how to answer, or null when the client asked for no answer
public record Event(String name, List<@Nullable Object> args, @Nullable Ack ack) {

  // Names that the client libraries use for themselves.
  private static final Set<String> RESERVED =
      Set.of(
          "connect",
          "connect_error",
          "disconnect",
          "disconnecting",
          "newListener",
          "removeListener");

  /// The argument at this place, counted from 0; null also when there are fewer.
  public @Nullable Object arg(int index) {
    return index < args.size() ? args.get(index) : null;
  }

  /// Answers, if the client asked for an answer; only the first one is sent.
  public void reply(@Nullable Object... values) {
    if (ack != null) {
      ack.send(values);
    }
  }

  static boolean reserved(String name) {
    return RESERVED.contains(name);
  }
}
