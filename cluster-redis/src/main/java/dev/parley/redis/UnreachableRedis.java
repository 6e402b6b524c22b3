package dev.parley.redis;

import io.lettuce.core.RedisException;
import java.util.Objects;

/// Redis can't be reached, or lets nobody in; the message says why, for whoever set its address.
public final class UnreachableRedis extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnreachableRedis(RedisException e) {
    super(words(e).strip(), e);
  }

  /// The innermost: what is around it says only that it failed.
  private static String words(Throwable e) {
    var words = String.valueOf(e);
    for (Throwable at = e; at != null; at = at.getCause()) {
      words = Objects.requireNonNullElse(at.getMessage(), words);
    }
    return words;
  }
}
