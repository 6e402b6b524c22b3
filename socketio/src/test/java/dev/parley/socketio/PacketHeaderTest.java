package dev.parley.socketio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The examples of https://socket.io/docs/v4/socket-io-protocol/#packet-encoding and their broken
/// kin.
class PacketHeaderTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        // text | type | attachments | namespace | id | payload
        "0|CONNECT|0|/|-1|``",
        "0{\"token\":\"123\"}|CONNECT|0|/|-1|{\"token\":\"123\"}",
        "0/admin|CONNECT|0|/admin|-1|``",
        "0/admin,|CONNECT|0|/admin|-1|``",
        "0/admin,{\"sid\":\"a\"}|CONNECT|0|/admin|-1|{\"sid\":\"a\"}",
        "1|DISCONNECT|0|/|-1|``",
        "1/admin|DISCONNECT|0|/admin|-1|``",
        "1/admin,|DISCONNECT|0|/admin|-1|``",
        "2[\"foo\"]|EVENT|0|/|-1|[\"foo\"]",
        "2/admin,[\"bar\"]|EVENT|0|/admin|-1|[\"bar\"]",
        "212[\"foo\"]|EVENT|0|/|12|[\"foo\"]",
        "2/admin,13[\"bar\"]|EVENT|0|/admin|13|[\"bar\"]",
        "3/admin,13[\"bar\"]|ACK|0|/admin|13|[\"bar\"]",
        "4{\"message\":\"no\"}|CONNECT_ERROR|0|/|-1|{\"message\":\"no\"}",
        "51-[\"a\",{\"_placeholder\":true,\"num\":0}]|BINARY_EVENT|1|/|-1"
            + "|[\"a\",{\"_placeholder\":true,\"num\":0}]",
        "61-/admin,456[{\"_placeholder\":true,\"num\":0}]|BINARY_ACK|1|/admin|456"
            + "|[{\"_placeholder\":true,\"num\":0}]",
        "50-[\"a\"]|BINARY_EVENT|0|/|-1|[\"a\"]",
      })
  void readsWhatTheProtocolShows(
      String text, PacketType type, int attachments, String namespace, long id, String payload) {
    assertThat(PacketHeader.parse(text))
        .isEqualTo(new PacketHeader(type, attachments, namespace, id, payload));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", // nothing
        "7",
        "a",
        "-",
        " 0", // no type
        "5[\"a\"]",
        "5-[\"a\"]",
        "51[\"a\"]",
        "51",
        "5", // no number of attachments
        "51-[\"a\"]",
        "59-[\"a\",{\"_placeholder\":true,\"num\":0}]", // more than it has room for
        "01{}",
        "11",
        "1{}", // something where nothing belongs
        "3[\"a\"]", // an answer to nothing
        "21234567890123456789[\"a\"]", // an id beyond all counting
      })
  void refusesWhatIsNoPacket(String text) {
    assertThatThrownBy(() -> PacketHeader.parse(text)).isInstanceOf(MalformedPacket.class);
  }

  @Test
  void refusesAnEndlessNamespace() {
    assertThatThrownBy(() -> PacketHeader.parse("0/" + "x".repeat(1_000)))
        .isInstanceOf(MalformedPacket.class);
  }
}
