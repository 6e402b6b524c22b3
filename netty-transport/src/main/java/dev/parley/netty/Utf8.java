package dev.parley.netty;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.engineio.MalformedPacket;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/// Strict decoding: what is not UTF-8 is an error, not a replacement character.
final class Utf8 {
  private Utf8() {}

  /// @throws MalformedPacket when the bytes are no UTF-8
  static String decode(byte[] bytes) {
    var text = new String(bytes, UTF_8);
    // the quick way replaces what is wrong; only then, or if it was sent so, look again
    if (text.indexOf('\ufffd') >= 0) {
      try {
        UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      } catch (CharacterCodingException wrong) {
        throw new MalformedPacket("text is no UTF-8");
      }
    }
    return text;
  }
}
