package dev.parley.netty;

import java.io.IOException;
import java.lang.System.Logger.Level;

/// Tells a broken connection, which is the network's affair, from a defect, which somebody must see
/// before it is closed in silence.
final class Defects {
  private static final System.Logger LOG = System.getLogger(Defects.class.getName());

  private Defects() {}

  static void tell(Throwable cause) {
    if (!(cause instanceof IOException) && !(cause.getCause() instanceof IOException)) {
      LOG.log(Level.ERROR, "a connection failed by a defect", cause);
    }
  }
}
