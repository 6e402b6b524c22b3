package dev.parley.netty;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/// The client's end of one TCP connection, byte by byte. Texts of HTTP are written with `\n` for
/// the `\r\n` on the wire; `{sid}` stands for the session's id, which the first answer told.
final class Wire implements AutoCloseable {
  /// Of a machine that is busy with other things, or stands still for seconds.
  static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final byte[] MASK = {0x11, 0x22, 0x33, 0x44};

  final int port;
  private final int idLength;
  private final Socket socket;
  private final InputStream input;
  private String sid = "";

  Wire(int port) {
    this(port, 20);
  }

  /// @param idLength of session ids
  Wire(int port, int idLength) {
    this.port = port;
    this.idLength = idLength;
    try {
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setTcpNoDelay(true);
      socket.setSoTimeout((int) PATIENCE.toMillis());
      input = new BufferedInputStream(socket.getInputStream());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  static ConditionFactory await() {
    return Awaitility.await().atMost(PATIENCE);
  }

  String sid() {
    return sid;
  }

  /// Another connection that knows the same session.
  Wire another() {
    return at(port);
  }

  /// A connection to another server that knows the same session.
  Wire at(int otherPort) {
    var wire = new Wire(otherPort, idLength);
    wire.sid = sid;
    return wire;
  }

  Wire send(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
      return this;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  Wire sendHttp(String request) {
    return send(http(request.replace("{sid}", sid)).getBytes(UTF_8));
  }

  private static String http(String text) {
    return text.replace("\n", "\r\n");
  }

  Wire get(String query) {
    return sendHttp(
        """
        GET /socket.io/?%s HTTP/1.1
        host: test

        """
            .formatted(query));
  }

  Wire poll() {
    return get("EIO=4&transport=polling&sid={sid}");
  }

  Wire post(String body) {
    return sendHttp(
        """
        POST /socket.io/?EIO=4&transport=polling&sid={sid} HTTP/1.1
        host: test
        content-length: %d

        %s\
        """
            .formatted(body.getBytes(UTF_8).length, body));
  }

  /// Expects exactly these bytes next; `{sid}` is any id, and the same from then on.
  Wire expectHttp(String expected) {
    var wanted = http(expected);
    int at = wanted.indexOf("{sid}");
    if (at >= 0 && sid.isEmpty()) {
      int length = wanted.replace("{sid}", "x".repeat(idLength)).getBytes(UTF_8).length;
      var got = new String(read(length), UTF_8);
      assertThat(got).hasSize(length);
      sid = got.substring(at, at + idLength);
      assertThat(sid).matches("[A-Za-z0-9_-]{" + idLength + "}");
      assertThat(got).isEqualTo(wanted.replace("{sid}", sid));
    } else {
      wanted = wanted.replace("{sid}", sid);
      assertThat(new String(read(wanted.getBytes(UTF_8).length), UTF_8)).isEqualTo(wanted);
    }
    return this;
  }

  /// The answer to a poll: these packets.
  Wire expectPackets(String packets) {
    return expectHttp(
        """
        HTTP/1.1 200 OK
        content-length: %d
        content-type: text/plain; charset=UTF-8
        cache-control: no-store

        %s\
        """
            .formatted(
                packets.replace("{sid}", "x".repeat(idLength)).getBytes(UTF_8).length, packets));
  }

  /// The answer to a post.
  Wire expectOk() {
    return expectHttp(
        """
        HTTP/1.1 200 OK
        content-length: 2
        content-type: text/html
        cache-control: no-store

        ok\
        """);
  }

  Wire expect400(int code, String message) {
    var json = "{\"code\":%d,\"message\":\"%s\"}".formatted(code, message);
    return expectHttp(
        """
        HTTP/1.1 400 Bad Request
        content-length: %d
        content-type: application/json

        %s\
        """
            .formatted(json.length(), json));
  }

  Wire expectUnknownSession() {
    return expect400(1, "Session ID unknown");
  }

  Wire expectOpen(String upgrades) {
    return expectPackets(open(upgrades));
  }

  Wire expectOpenFrame() {
    return expectText(open(""));
  }

  private static String open(String upgrades) {
    return """
    0{"sid":"{sid}","upgrades":[%s],"pingInterval":25000,"pingTimeout":20000,"maxPayload":1000000}\
    """
        .formatted(upgrades);
  }

  /// Sends a WebSocket handshake, with the key of RFC 6455's example, and expects its answer.
  Wire upgrade(String query) {
    return upgradeRequest(query)
        .expectHttp(
            """
            HTTP/1.1 101 Switching Protocols
            Upgrade: websocket
            Connection: Upgrade
            Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=

            """);
  }

  Wire upgradeRequest(String query) {
    return sendHttp(
        """
        GET /socket.io/?%s HTTP/1.1
        host: test
        upgrade: websocket
        connection: Upgrade
        sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==
        sec-websocket-version: 13

        """
            .formatted(query));
  }

  Wire sendText(String text) {
    return send(frame(0x81, text.getBytes(UTF_8)));
  }

  Wire sendBinary(byte... bytes) {
    return send(frame(0x82, bytes));
  }

  /// A client's frame: masked.
  static byte[] frame(int firstByte, byte[] payload) {
    var frame = new ByteArrayOutputStream();
    frame.write(firstByte);
    if (payload.length < 126) {
      frame.write(0x80 | payload.length);
    } else if (payload.length < 65_536) {
      frame.write(0x80 | 126);
      frame.write(payload.length >> 8);
      frame.write(payload.length);
    } else {
      frame.write(0x80 | 127);
      frame.writeBytes(new byte[4]);
      for (int shift = 24; shift >= 0; shift -= 8) {
        frame.write(payload.length >> shift);
      }
    }
    frame.writeBytes(MASK);
    for (int i = 0; i < payload.length; i++) {
      frame.write(payload[i] ^ MASK[i % 4]);
    }
    return frame.toByteArray();
  }

  /// A text frame up to 65,535 bytes.
  Wire expectText(String text) {
    int length = text.replace("{sid}", "x".repeat(idLength)).getBytes(UTF_8).length;
    expectBytes(0x81);
    if (length < 126) {
      expectBytes(length);
    } else {
      expectBytes(126, length >> 8, length & 0xff);
    }
    return expectHttp(text);
  }

  /// The packet of the next frame, whatever it is, in its polling form; `closed` at the end of the
  /// connection.
  String readPacket() {
    var head = read(2);
    if (head.length < 2) {
      return "closed";
    }
    assertThat(head[0]).isIn((byte) 0x81, (byte) 0x82);
    int length = head[1];
    if (length == 126) {
      var more = read(2);
      length = (more[0] & 0xff) << 8 | (more[1] & 0xff);
    }
    var payload = read(length);
    return head[0] == (byte) 0x82
        ? "b" + Base64.getEncoder().encodeToString(payload)
        : new String(payload, UTF_8);
  }

  /// The packets of the next answer, whatever they are; none if the poll was refused.
  List<String> readPackets() {
    var head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) read(1)[0]);
    }
    var length = head.toString().replaceFirst("(?s).*content-length: (\\d+).*", "$1");
    var body = new String(read(Integer.parseInt(length)), UTF_8);
    return head.indexOf("HTTP/1.1 200 OK\r\n") == 0 ? List.of(body.split("\u001e", -1)) : List.of();
  }

  /// For whoever did not look at the open packet.
  void takeSid(String id) {
    sid = id;
  }

  Wire expectBytes(int... bytes) {
    assertThat(read(bytes.length)).inHexadecimal().isEqualTo(toBytes(bytes));
    return this;
  }

  static byte[] toBytes(int... bytes) {
    var array = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      array[i] = (byte) bytes[i];
    }
    return array;
  }

  /// A close frame with this code; the client answers it, and the server ends the connection.
  Wire expectClose(int code) {
    expectBytes(0x88, 2, code >> 8, code & 0xff);
    send(frame(0x88, toBytes(code >> 8, code & 0xff)));
    return expectEnd();
  }

  Wire expectEnd() {
    assertThat(new String(read(1), ISO_8859_1)).as("more bytes").isEmpty();
    return this;
  }

  /// Reads until the connection ends.
  byte[] readAll() {
    return read(Integer.MAX_VALUE);
  }

  /// Reads so many bytes, fewer if the connection ends before.
  byte[] read(int count) {
    var got = new ByteArrayOutputStream();
    try {
      while (got.size() < count) {
        int next = input.read();
        if (next < 0) {
          break;
        }
        got.write(next);
      }
      return got.toByteArray();
    } catch (SocketTimeoutException nothing) {
      throw new AssertionError("the server is silent after: " + got.toString(UTF_8), nothing);
    } catch (EOFException ended) {
      return got.toByteArray();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
