package dev.parley.engineio;

import java.util.Base64;
import java.util.Iterator;
import java.util.NoSuchElementException;

/// The body of a polling request: packets joined by the record separator `\x1e`, binary messages as
/// `b` and base64.
///
/// See <https://socket.io/docs/v4/engine-io-protocol/#http-long-polling-1>.
public final class Payload implements Iterable<Packet> {
  /// Stands between two packets.
  public static final char SEPARATOR = '\u001e';

  private final String body;

  private Payload(String body) {
    this.body = body;
  }

  /// Looks at all packets of a body.
  ///
  /// @throws MalformedPacket when any of them is malformed; then none counts
  public static Payload parse(String body) {
    var payload = new Payload(body);
    payload.forEach(packet -> {});
    return payload;
  }

  /// The packets in their order, each made as it is taken: a body may hold half as many of them as
  /// it has bytes, and together they would need a hundred times its memory.
  @Override
  public Iterator<Packet> iterator() {
    return new Iterator<>() {
      private int from = 0;

      @Override
      public boolean hasNext() {
        return from >= 0;
      }

      @Override
      public Packet next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        int to = body.indexOf(SEPARATOR, from);
        var text = body.substring(from, to < 0 ? body.length() : to);
        from = to < 0 ? -1 : to + 1;
        return packet(text);
      }
    };
  }

  private static Packet packet(String text) {
    if (!text.startsWith("b")) {
      return Packet.parse(text);
    }
    // the official Java client breaks its base64 into lines
    var base64 = text.substring(1).replace("\n", "");
    try {
      return new Packet.Binary(Base64.getDecoder().decode(base64));
    } catch (IllegalArgumentException notBase64) {
      throw new MalformedPacket("binary packet is no base64");
    }
  }
}
