package dev.parley.netty;

import io.netty.handler.codec.DecoderException;
import java.io.IOException;
import java.lang.System.Logger.Level;

/// Tells a broken connection, which is the network's affair, and what cannot be decoded, which is
/// the client's, from a defect, which somebody must see before it is closed in silence.
final class Defects {
  private static final System.Logger LOG = System.getLogger(Defects.class.getName());

  private Defects() {}

  static void tell(Throwable cause) {
    if (!(cause instanceof IOException) && !(cause instanceof DecoderException)) {
      LOG.log(Level.ERROR, "a connection failed by a defect", cause);
    }
  }
}
