package dev.parley.socketio;

/// The packet types of Socket.IO 5, in the order of their numbers on the wire
/// (https://socket.io/docs/v4/socket-io-protocol/#packet-types).
enum PacketType {
  CONNECT,
  DISCONNECT,
  EVENT,
  ACK,
  CONNECT_ERROR,
  BINARY_EVENT,
  BINARY_ACK;

  private static final PacketType[] ALL = values();

  static PacketType of(char digit) {
    int number = digit - '0';
    if (number < 0 || number >= ALL.length) {
      throw new MalformedPacket("unknown packet type");
    }
    return ALL[number];
  }

  char digit() {
    return (char) ('0' + ordinal());
  }

  boolean binary() {
    return this == BINARY_EVENT || this == BINARY_ACK;
  }
}
