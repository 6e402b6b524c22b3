package dev.parley.redis;

import io.lettuce.core.RedisException;
import java.util.Objects;

/// Redis can't be reached, or lets nobody in; the message says why, for whoever set its address.
public final class UnreachableRedis extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnreachableRedis(RedisException e) {
    super(root(e).getMessage(), e);
  }

  private static Throwable root(Throwable e) {
    var root = e;
    while (root.getCause() != null) {
      root = Objects.requireNonNull(root.getCause());
    }
    return root;
  }
}
