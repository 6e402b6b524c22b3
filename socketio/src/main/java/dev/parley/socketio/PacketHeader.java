package dev.parley.socketio;

/// The front of a packet, read without touching its payload, so that what is not wanted is never
/// parsed: `<type>[<attachments>-][<namespace>,][<id>][<payload>]`.
///
/// @param attachments how many binary messages follow; 0 for the types that have none
/// @param id the acknowledgement id, [#NO_ID] without one
/// @param payload the JSON text, empty without one
record PacketHeader(PacketType type, int attachments, String namespace, long id, String payload) {
  static final long NO_ID = -1;

  private static final int MAX_NAMESPACE = 1_000;
  // Every number of so many digits fits a long; JavaScript counts exactly up to 16 digits.
  private static final int MAX_DIGITS = 18;
  private static final int PLACEHOLDER = "{\"_placeholder\":true,\"num\":0}".length();

  static PacketHeader parse(String text) {
    if (text.isEmpty()) {
      throw new MalformedPacket("empty packet");
    }
    PacketType type = PacketType.of(text.charAt(0));
    int at = 1;
    int attachments = 0;
    if (type.binary()) {
      int dash = digits(text, at);
      if (dash == at || dash == text.length() || text.charAt(dash) != '-') {
        throw new MalformedPacket("no number of attachments");
      }
      attachments = attachments(text, at, dash);
      at = dash + 1;
    }
    String namespace = "/";
    if (at < text.length() && text.charAt(at) == '/') {
      int comma = text.indexOf(',', at);
      int end = comma < 0 ? text.length() : comma;
      if (end - at > MAX_NAMESPACE) {
        throw new MalformedPacket("namespace too long");
      }
      namespace = text.substring(at, end);
      at = comma < 0 ? end : comma + 1;
    }
    int end = digits(text, at);
    long id = end == at ? NO_ID : Long.parseLong(text, at, end, 10);
    return new PacketHeader(type, attachments, namespace, id, text.substring(end)).checked();
  }

  private PacketHeader checked() {
    switch (type) {
      case CONNECT, CONNECT_ERROR -> require(id == NO_ID, "an id where none belongs");
      case DISCONNECT -> require(id == NO_ID && payload.isEmpty(), "a disconnect with a payload");
      case EVENT, BINARY_EVENT -> {}
      case ACK, BINARY_ACK -> require(id != NO_ID, "an acknowledgement without id");
    }
    return this;
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new MalformedPacket(otherwise);
    }
  }

  // An encoder writes one placeholder for each attachment, so a header can't announce more of them
  // than its own text has room for: the size limit of a message limits their number too.
  private static int attachments(String text, int from, int to) {
    long count = Long.parseLong(text, from, to, 10);
    require(count <= text.length() / PLACEHOLDER, "more attachments than placeholders");
    return (int) count;
  }

  private static int digits(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    require(at - from <= MAX_DIGITS, "number too long");
    return at;
  }
}
