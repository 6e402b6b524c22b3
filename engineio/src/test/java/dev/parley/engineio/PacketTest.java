package dev.parley.engineio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PacketTest {
  @Test
  void theFirstCharacterIsTheType() {
    assertThat(Packet.parse("0{}")).isEqualTo(new Packet.Open("{}"));
    assertThat(Packet.parse("1")).isEqualTo(new Packet.Close());
    assertThat(Packet.parse("2probe")).isEqualTo(new Packet.Ping("probe"));
    assertThat(Packet.parse("3")).isEqualTo(new Packet.Pong(""));
    assertThat(Packet.parse("4hello €")).isEqualTo(new Packet.Text("hello €"));
    assertThat(Packet.parse("4")).isEqualTo(new Packet.Text(""));
    assertThat(Packet.parse("5")).isEqualTo(new Packet.Upgrade());
    assertThat(Packet.parse("6")).isEqualTo(new Packet.Noop());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "7", "a", "bAQID", "-4", " 4", "1x", "5x", "6x", "٤"})
  void anythingElseIsMalformed(String text) {
    assertThatThrownBy(() -> Packet.parse(text)).isInstanceOf(MalformedPacket.class);
  }
}
