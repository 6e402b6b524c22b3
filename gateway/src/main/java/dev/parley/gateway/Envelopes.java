package dev.parley.gateway;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Envelopes as bytes: one byte of version, one of kind, the sender's node id, then the components
/// in their order. Ids of 24 hex characters take 12 bytes, texts are UTF-8 behind their length.
///
/// Nodes of two versions work side by side: a kind that is not known is passed over, and so is what
/// comes behind the components that are. Whoever adds a component adds it at the end.
final class Envelopes {
  static final int VERSION = 1;
  private static final HexFormat HEX = HexFormat.of();
  private static final int ID = 12;

  /// An envelope and whose it is.
  record Posted(String nodeId, Envelope envelope) {}

  private Envelopes() {}

  static byte[] write(String nodeId, Envelope envelope) {
    var bytes = new ByteArrayOutputStream(256);
    try (var out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeByte(kind(envelope));
      out.writeUTF(nodeId);
      body(envelope, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static int kind(Envelope envelope) {
    return switch (envelope) {
      case Envelope.Message m -> 1;
      case Envelope.Notice n -> 2;
      case Envelope.Head h -> 3;
      case Envelope.ToUsers u -> 4;
      case Envelope.ToViewers v -> 5;
      case Envelope.Status s -> 6;
      case Envelope.Told t -> 7;
      case Envelope.Missed m -> 8;
      case Envelope.Kicked k -> 9;
      case Envelope.Departed d -> 10;
    };
  }

  private static void body(Envelope envelope, DataOutputStream out) throws IOException {
    switch (envelope) {
      case Envelope.Message(
              var conversationId,
              var rev,
              var seq,
              var memberRev,
              var to,
              var packet,
              var seqBefore) -> {
        id(conversationId, out);
        out.writeLong(rev);
        out.writeLong(seq);
        out.writeLong(memberRev);
        ids(to, out);
        text(packet, out);
        out.writeLong(seqBefore);
      }
      case Envelope.Notice(var conversationId, var rev, var seq) -> {
        id(conversationId, out);
        out.writeLong(rev);
        out.writeLong(seq);
      }
      case Envelope.Head(var conversationId, var fromRev, var fromSeq, var toRev) -> {
        id(conversationId, out);
        out.writeLong(fromRev);
        out.writeLong(fromSeq);
        out.writeLong(toRev);
      }
      case Envelope.ToUsers(var key, var userIds, var packet) -> {
        id(key, out);
        ids(userIds, out);
        text(packet, out);
      }
      case Envelope.ToViewers(var conversationId, var except, var packet) -> {
        id(conversationId, out);
        ids(except, out);
        text(packet, out);
      }
      case Envelope.Status(var userId, var online, var at, var told, var hiddenFrom) -> {
        id(userId, out);
        out.writeBoolean(online);
        out.writeLong(at);
        ids(told, out);
        ids(hiddenFrom, out);
      }
      case Envelope.Told(var name, var json) -> {
        out.writeUTF(name);
        text(json, out);
      }
      case Envelope.Missed(var since) -> out.writeLong(since);
      case Envelope.Kicked(var userId, var at) -> {
        id(userId, out);
        out.writeLong(at);
      }
      case Envelope.Departed(var conversationId, var memberRev, var userIds) -> {
        id(conversationId, out);
        out.writeLong(memberRev);
        ids(userIds, out);
      }
    }
  }

  /// Null for what another version says that this one does not know, and for what is no envelope.
  static @Nullable Posted read(byte[] message) {
    try (var in = new DataInputStream(new ByteArrayInputStream(message))) {
      if (in.readByte() != VERSION) {
        return null;
      }
      var kind = in.readByte();
      var nodeId = in.readUTF();
      var envelope = body(kind, in);
      return envelope == null ? null : new Posted(nodeId, envelope);
    } catch (IOException e) {
      return null;
    }
  }

  // Components are read in the order in which Java evaluates arguments: from the left.
  private static @Nullable Envelope body(int kind, DataInputStream in) throws IOException {
    return switch (kind) {
      case 1 -> message(in);
      case 2 -> new Envelope.Notice(id(in), in.readLong(), in.readLong());
      case 3 -> new Envelope.Head(id(in), in.readLong(), in.readLong(), in.readLong());
      case 4 -> new Envelope.ToUsers(id(in), ids(in), text(in));
      case 5 -> new Envelope.ToViewers(id(in), ids(in), text(in));
      case 6 -> new Envelope.Status(id(in), in.readBoolean(), in.readLong(), ids(in), ids(in));
      case 7 -> new Envelope.Told(in.readUTF(), text(in));
      case 8 -> new Envelope.Missed(in.readLong());
      case 9 -> new Envelope.Kicked(id(in), in.readLong());
      case 10 -> new Envelope.Departed(id(in), in.readLong(), ids(in));
      default -> null;
    };
  }

  private static Envelope message(DataInputStream in) throws IOException {
    var id = id(in);
    var rev = in.readLong();
    var seq = in.readLong();
    var memberRev = in.readLong();
    var to = ids(in);
    var packet = text(in);
    // An earlier version does not say it: of a change it may be more.
    var created = !packet.startsWith("[\"message_updated\"");
    var before = in.available() > 0 ? in.readLong() : created ? seq - 1 : seq;
    return new Envelope.Message(id, rev, seq, memberRev, to, packet, before);
  }

  private static void id(String id, DataOutputStream out) throws IOException {
    out.write(HEX.parseHex(id));
  }

  private static String id(DataInputStream in) throws IOException {
    return HEX.formatHex(in.readNBytes(ID));
  }

  private static void ids(List<String> ids, DataOutputStream out) throws IOException {
    out.writeInt(ids.size());
    for (var one : ids) {
      id(one, out);
    }
  }

  private static List<String> ids(DataInputStream in) throws IOException {
    var count = in.readInt();
    if (count < 0 || count > in.available() / ID) {
      throw new IOException("no such many ids");
    }
    var ids = new ArrayList<String>(count);
    for (var i = 0; i < count; i++) {
      ids.add(id(in));
    }
    return ids;
  }

  private static void text(String text, DataOutputStream out) throws IOException {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String text(DataInputStream in) throws IOException {
    var length = in.readInt();
    if (length < 0 || length > in.available()) {
      throw new IOException("no such long text");
    }
    return new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }
}
