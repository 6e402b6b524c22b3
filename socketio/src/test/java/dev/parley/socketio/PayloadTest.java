package dev.parley.socketio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.engineio.Frame;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadTest {
  private static final JsonReader JSON = new JsonReader(20);

  @Test
  void writesAnEvent() {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    object.put("a", null);
    object.put("ü\n", List.of(1L, 2.5, new BigInteger("9".repeat(30))));

    Payload payload =
        JsonWriter.event("say", "hi", true, object, new RawJson("{\"as\":[\"is\"]}"), Double.NaN);

    assertThat(payload.json())
        .isEqualTo(
            "[\"say\",\"hi\",true,{\"a\":null,\"ü\\n\":[1,2.5,"
                + "9".repeat(30)
                + "]},{\"as\":[\"is\"]},null]");
  }

  @Test
  void setsAttachmentsAside() {
    Payload payload =
        JsonWriter.event("f", new byte[] {1}, Map.of("deep", List.of(new byte[] {2})));

    assertThat(texts(payload.packet(PacketType.EVENT, "/", PacketHeader.NO_ID)))
        .containsExactly(
            "452-[\"f\",{\"_placeholder\":true,\"num\":0},"
                + "{\"deep\":[{\"_placeholder\":true,\"num\":1}]}]",
            "\u0001",
            "\u0002");
  }

  @Test
  void putsNamespaceAndIdInFront() {
    assertThat(texts(JsonWriter.array("ok").packet(PacketType.ACK, "/admin", 12)))
        .containsExactly("43/admin,12[\"ok\"]");
    assertThat(texts(JsonWriter.array(new byte[] {7}).packet(PacketType.ACK, "/admin", 12)))
        .containsExactly("461-/admin,12[{\"_placeholder\":true,\"num\":0}]", "\u0007");
  }

  @Test
  void refusesWhatJsonCannotSay() {
    assertThatThrownBy(() -> JsonWriter.event("e", new Object()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void readsNumbersWithoutLoss() {
    Arguments arguments =
        JSON.array("[1,-0,9223372036854775807,9223372036854775808,0.5,1e3,12e-1]", 0);

    assertThat(arguments.values())
        .containsExactly(
            1L, 0L, Long.MAX_VALUE, new BigInteger("9223372036854775808"), 0.5, 1000.0, 1.2);
  }

  @Test
  void putsAttachmentsIntoTheirPlaces() {
    Arguments arguments =
        JSON.array(
            "[\"f\",{\"_placeholder\":true,\"num\":1},{\"x\":{\"num\":0,\"_placeholder\":true}}]",
            2);
    arguments.fill(List.of(new byte[] {0}, new byte[] {1}));

    assertThat(arguments.values().get(1)).isEqualTo(new byte[] {1});
    assertThat(arguments.values().get(2))
        .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
        .containsEntry("x", new byte[] {0});
  }

  @Test
  void takesPlaceholdersAsTheyStandWithoutAttachments() {
    assertThat(JSON.array("[{\"_placeholder\":true,\"num\":0}]", 0).values())
        .containsExactly(Map.of("_placeholder", true, "num", 0L));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"_placeholder\":true,\"num\":2}]",
        "[{\"_placeholder\":true,\"num\":-1}]",
        "[{\"_placeholder\":true,\"num\":\"0\"}]",
        "[{\"_placeholder\":true,\"num\":0.0}]",
        "[{\"_placeholder\":true}]",
      })
  void refusesPlaceholdersOfNothing(String json) {
    assertThatThrownBy(() -> JSON.array(json, 2)).isInstanceOf(MalformedPacket.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{}",
        "\"a\"",
        "null",
        "[",
        "[1",
        "[1,]",
        "[1]]",
        "[1][2]",
        "['a']",
        "[NaN]",
        "[01]",
        "[\"\\x\"]",
        "[\"a]",
        "[{\"a\"}]",
        "[{1:2}]",
        "[tru]",
        "[//c\n1]"
      })
  void refusesWhatIsNoArray(String json) {
    assertThatThrownBy(() -> JSON.array(json, 0)).isInstanceOf(MalformedPacket.class);
  }

  @Test
  void refusesEndlessNestingAndNumbers() {
    String deep = "[".repeat(21) + "]".repeat(21);
    assertThatThrownBy(() -> JSON.array(deep, 0)).isInstanceOf(MalformedPacket.class);
    for (String number : List.of("1".repeat(10_000), "1e400", "-1e99999999999")) {
      assertThatThrownBy(() -> JSON.array("[" + number + "]", 0))
          .isInstanceOf(MalformedPacket.class);
    }
  }

  @Test
  void theAuthObjectMayBeLeftOutButNothingElse() {
    assertThat(JSON.object("")).isEmpty();
    assertThat(JSON.object("{\"token\":\"1\"}")).containsExactly(Map.entry("token", "1"));
    for (String wrong : List.of("[]", "null", "\"a\"", "{", "{}x")) {
      assertThatThrownBy(() -> JSON.object(wrong)).isInstanceOf(MalformedPacket.class);
    }
  }

  @Test
  void addsAnOffset() {
    Payload payload = new Payload("[\"e\",1]", List.of());

    assertThat(payload.withLast("x.1").json()).isEqualTo("[\"e\",1,\"x.1\"]");
  }

  private static List<String> texts(Frame chain) {
    List<String> texts = new ArrayList<>();
    for (Frame frame = chain; frame != null; frame = frame.next()) {
      texts.add(
          new String(Arrays.copyOf(frame.bytes(), frame.bytes().length), StandardCharsets.UTF_8));
    }
    return texts;
  }
}
