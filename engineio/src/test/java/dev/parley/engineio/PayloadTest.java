package dev.parley.engineio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadTest {
  @Test
  void packetsAreSeparatedByOneCharacter() {
    assertThat(Payload.parse("4one\u001e3\u001e4\u001e1"))
        .containsExactly(
            new Packet.Text("one"), new Packet.Pong(""), new Packet.Text(""), new Packet.Close());
  }

  private static List<Packet> packets(String body) {
    var packets = new ArrayList<Packet>();
    Payload.parse(body).forEach(packets::add);
    return packets;
  }

  @Test
  void binaryIsBase64() {
    var packets = packets("4hello\u001ebAQIDBA==\u001eb");
    assertThat(((Packet.Binary) packets.get(1)).data()).containsExactly(1, 2, 3, 4);
    assertThat(((Packet.Binary) packets.get(2)).data()).isEmpty();
  }

  @Test
  void base64MayBeBrokenIntoLines() {
    var packets = packets("bAQID\nBA==\n\u001e4a");
    assertThat(((Packet.Binary) packets.get(0)).data()).containsExactly(1, 2, 3, 4);
  }

  @ParameterizedTest(name = "{index}")
  @ValueSource(strings = {"", "4a\u001e", "\u001e4a", "4a\u001e\u001e4b", "4a\u001ebA*==", "abc"})
  void oneMalformedPacketSpoilsAll(String body) {
    assertThatThrownBy(() -> Payload.parse(body)).isInstanceOf(MalformedPacket.class);
  }

  @Test
  void noInputFailsInAnyOtherWay() {
    var random = new Random(1);
    var letters = "0123456b=A\u001e\u0000€\ud800";
    for (int i = 0; i < 20_000; i++) {
      var body = new StringBuilder();
      for (int length = random.nextInt(12); length > 0; length--) {
        body.append(letters.charAt(random.nextInt(letters.length())));
      }
      try {
        assertThat(Payload.parse(body.toString())).isNotEmpty();
      } catch (MalformedPacket expected) {
        assertThat(expected).hasMessageMatching("[a-z0-9 ]+");
      }
    }
  }
}
