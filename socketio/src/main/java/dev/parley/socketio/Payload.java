package dev.parley.socketio;

import dev.parley.engineio.Frame;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An encoded JSON payload with the attachments its placeholders stand for, in their order.
record Payload(String json, List<byte[]> attachments) {

  /// The packet around it: its text with each attachment chained behind.
  ///
  /// @param plain [PacketType#EVENT] or [PacketType#ACK]; with attachments its binary form is sent
  Frame packet(PacketType plain, String namespace, long id) {
    StringBuilder text = new StringBuilder(json.length() + namespace.length() + 24);
    if (attachments.isEmpty()) {
      text.append(plain.digit());
    } else {
      PacketType binary = plain == PacketType.ACK ? PacketType.BINARY_ACK : PacketType.BINARY_EVENT;
      text.append(binary.digit()).append(attachments.size()).append('-');
    }
    if (!namespace.equals("/")) {
      text.append(namespace).append(',');
    }
    if (id != PacketHeader.NO_ID) {
      text.append(id);
    }
    Frame head = Frame.text(text.append(json).toString());
    if (attachments.isEmpty()) {
      return head;
    }
    List<Frame> frames = new ArrayList<>(1 + attachments.size());
    frames.add(head);
    attachments.forEach(attachment -> frames.add(Frame.binary(attachment)));
    return Frame.chain(frames);
  }

  /// `4…{"message":…}`, with `data` when there is any.
  static Frame connectError(String namespace, ConnectRefused refusal) {
    Map<String, @Nullable Object> error = new LinkedHashMap<>();
    error.put("message", refusal.getMessage());
    if (refusal.data() != null) {
      error.put("data", refusal.data());
    }
    return Frame.text(front(PacketType.CONNECT_ERROR, namespace) + JsonWriter.object(error));
  }

  /// The front of a packet that has neither attachments nor an id.
  static String front(PacketType type, String namespace) {
    return namespace.equals("/") ? "" + type.digit() : type.digit() + namespace + ",";
  }

  /// The same JSON array with one more string at its end; the string must need no escaping.
  Payload withLast(String string) {
    String open = json.substring(0, json.length() - 1);
    return new Payload(open + ",\"" + string + "\"]", attachments);
  }
}
