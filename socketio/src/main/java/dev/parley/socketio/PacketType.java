package dev.parley.socketio;

/// The packet types of Socket.IO 5 with their digits on the wire
/// (https://socket.io/docs/v4/socket-io-protocol/#packet-types).
enum PacketType {
  CONNECT('0'),
  DISCONNECT('1'),
  EVENT('2'),
  ACK('3'),
  CONNECT_ERROR('4'),
  BINARY_EVENT('5'),
  BINARY_ACK('6');

  private final char digit;

  PacketType(char digit) {
    this.digit = digit;
  }

  static PacketType of(char digit) {
    return switch (digit) {
      case '0' -> CONNECT;
      case '1' -> DISCONNECT;
      case '2' -> EVENT;
      case '3' -> ACK;
      case '4' -> CONNECT_ERROR;
      case '5' -> BINARY_EVENT;
      case '6' -> BINARY_ACK;
      default -> throw new MalformedPacket("unknown packet type");
    };
  }

  char digit() {
    return digit;
  }

  boolean binary() {
    return this == BINARY_EVENT || this == BINARY_ACK;
  }
}
