package dev.parley.engineio;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// The body of a polling request: packets joined by the record separator `\x1e`, binary messages as
/// `b` and base64.
///
/// See <https://socket.io/docs/v4/engine-io-protocol/#http-long-polling-1>.
public final class Payload {
  /// Stands between two packets.
  public static final char SEPARATOR = '\u001e';

  private Payload() {}

  /// Reads all packets of a body, in order.
  ///
  /// @throws MalformedPacket when any of them is malformed; then none counts
  public static List<Packet> parse(String body) {
    var packets = new ArrayList<Packet>();
    int from = 0;
    while (true) {
      int to = body.indexOf(SEPARATOR, from);
      packets.add(packet(body.substring(from, to < 0 ? body.length() : to)));
      if (to < 0) {
        return packets;
      }
      from = to + 1;
    }
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
