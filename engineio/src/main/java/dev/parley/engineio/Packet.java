package dev.parley.engineio;

/// One packet of the protocol. Its text form is the type's digit and the data behind it; binary
/// messages have a text form of their own in polling payloads, see [Payload].
///
/// See <https://socket.io/docs/v4/engine-io-protocol/#packet-types>.
public sealed interface Packet {
  /// `0`, server to client, the first of a session. `json` is an object of `sid`, `upgrades`,
  /// `pingInterval`, `pingTimeout` (both ms) and `maxPayload` (bytes).
  record Open(String json) implements Packet {}

  /// `1`, either way: the session ends here.
  record Close() implements Packet {}

  /// `2`, server to client as heartbeat, client to server with data `probe` on a new transport.
  record Ping(String data) implements Packet {}

  /// `3`, the answer to a ping, with the same data.
  record Pong(String data) implements Packet {}

  /// `4`, a message of text.
  record Text(String data) implements Packet {}

  /// A message of bytes: a binary WebSocket frame as it is, `b` and base64 in a payload.
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody, and copied for nobody
  record Binary(byte[] data) implements Packet {}

  /// `5`, client to server: this transport carries the session from now on.
  record Upgrade() implements Packet {}

  /// `6`, server to client: ends a poll that has nothing to tell.
  record Noop() implements Packet {}

  /// Reads one packet in its text form.
  ///
  /// @throws MalformedPacket when the type is none or data stands where none may
  static Packet parse(String text) {
    if (text.isEmpty()) {
      throw new MalformedPacket("empty packet");
    }
    var data = text.substring(1);
    return switch (text.charAt(0)) {
      case '0' -> new Open(data);
      case '1' -> bare(data, new Close());
      case '2' -> new Ping(data);
      case '3' -> new Pong(data);
      case '4' -> new Text(data);
      case '5' -> bare(data, new Upgrade());
      case '6' -> bare(data, new Noop());
      default -> throw new MalformedPacket("unknown packet type");
    };
  }

  private static Packet bare(String data, Packet packet) {
    if (!data.isEmpty()) {
      throw new MalformedPacket("data behind a packet that has none");
    }
    return packet;
  }
}
