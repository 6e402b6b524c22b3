package dev.parley.redis;

import dev.parley.chat.Nodes.Node;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A lease's JSON: `{"address":"10.0.0.5:7000","version":"1.2","connections":17,"rate":3.50}`. What
/// it does not know of it passes over.
final class LeaseText {
  private static final Pattern TEXT = Pattern.compile("\"(address|version)\":\"([^\"\\\\]*)\"");
  private static final Pattern NUMBER = Pattern.compile("\"(connections|rate)\":([0-9.]+)");

  private LeaseText() {}

  static byte[] write(Node node) {
    return bytes(
        String.format(
            Locale.ROOT,
            "{\"address\":\"%s\",\"version\":\"%s\",\"connections\":%d,\"rate\":%.2f}",
            plain(node.address()),
            plain(node.version()),
            node.connections(),
            node.messagesPerSecond()));
  }

  private static String plain(String text) {
    return text.replaceAll("[\"\\\\\\p{Cntrl}]", "");
  }

  /// Null for no lease.
  static @Nullable Node read(String id, byte @Nullable [] lease) {
    if (lease == null) {
      return null;
    }
    var address = "";
    var version = "";
    var connections = 0;
    var rate = 0.0;
    var json = text(lease);
    for (var found = TEXT.matcher(json); found.find(); ) {
      if (found.group(1).equals("address")) {
        address = found.group(2);
      } else {
        version = found.group(2);
      }
    }
    for (var found = NUMBER.matcher(json); found.find(); ) {
      if (found.group(1).equals("rate")) {
        rate = Double.parseDouble(found.group(2));
      } else {
        connections = Integer.parseInt(found.group(2));
      }
    }
    return new Node(id, address, version, connections, rate);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
