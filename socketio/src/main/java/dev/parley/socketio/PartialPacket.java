package dev.parley.socketio;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A binary packet whose attachments are still arriving.
final class PartialPacket {
  private final Socket socket;
  private final PacketHeader header;
  private final @Nullable Arguments arguments;
  private final List<byte[]> attachments = new ArrayList<>();
  private long bytes;
  private int missing;

  /// @param arguments null for a packet that is dropped: its attachments must still be taken
  PartialPacket(Socket socket, PacketHeader header, @Nullable Arguments arguments) {
    this.socket = socket;
    this.header = header;
    this.arguments = arguments;
    this.missing = header.attachments();
  }

  /// True when this was the last one and the packet is complete.
  boolean add(byte[] attachment, long maxBytes) {
    bytes += attachment.length;
    if (bytes > maxBytes) {
      throw new MalformedPacket("attachments too large");
    }
    missing--;
    if (arguments != null) {
      attachments.add(attachment);
      if (missing == 0) {
        arguments.fill(attachments);
      }
    }
    return missing == 0;
  }

  Socket socket() {
    return socket;
  }

  PacketHeader header() {
    return header;
  }

  @Nullable Arguments arguments() {
    return arguments;
  }
}
