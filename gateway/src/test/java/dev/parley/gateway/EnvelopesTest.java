package dev.parley.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.ChatEvent;
import dev.parley.chat.Conversation;
import dev.parley.chat.Relation;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class EnvelopesTest {
  private static final String ONE = "0123456789abcdef01234567";
  private static final String OTHER = "ffffffffffffffffffffffff";

  static Stream<Envelope> all() {
    return Stream.of(
        new Envelope.Message(
            ONE, 7, 6, 3, List.of(ONE, OTHER), "[\"new_message\",{\"ü\":\"😀\"}]", 5),
        new Envelope.Message(ONE, Long.MAX_VALUE, 6, 3, List.of(), "[]", 9),
        new Envelope.Notice(ONE, 9, 8),
        new Envelope.Head(ONE, 3, 2, 12),
        new Envelope.ToUsers(ONE, List.of(OTHER), "[\"a\"]"),
        new Envelope.ToViewers(ONE, List.of(), "[\"a\"]"),
        new Envelope.Status(ONE, true, 1_700_000_000_000L, List.of(OTHER), List.of(ONE)),
        new Envelope.Told("UserKicked", "{\"userId\":\"" + ONE + "\"}"),
        new Envelope.Missed(1_700_000_000_000L),
        new Envelope.Kicked(ONE, 1_700_000_000_000L),
        new Envelope.Departed(ONE, 4, List.of(OTHER, ONE)));
  }

  @ParameterizedTest
  @MethodSource("all")
  void isReadAsItWasWritten(Envelope envelope) {
    var read = Envelopes.read(Envelopes.write("node0001", envelope));

    assertThat(read).isEqualTo(new Envelopes.Posted("node0001", envelope));
  }

  @ParameterizedTest
  @MethodSource("all")
  void whatAnotherVersionAddsIsPassedOver(Envelope envelope) {
    var written = Envelopes.write("node0001", envelope);

    var longer = Arrays.copyOf(written, written.length + 20);
    assertThat(Envelopes.read(longer)).isEqualTo(new Envelopes.Posted("node0001", envelope));
    var otherKind = written.clone();
    otherKind[1] = 99;
    assertThat(Envelopes.read(otherKind)).isNull();
    var otherVersion = written.clone();
    otherVersion[0] = 2;
    assertThat(Envelopes.read(otherVersion)).isNull();
  }

  @ParameterizedTest
  @MethodSource("all")
  void whatIsCutOffIsNoEnvelope(Envelope envelope) {
    var written = Envelopes.write("node0001", envelope);

    // A message without its last component is an earlier version's.
    var last = envelope instanceof Envelope.Message ? Long.BYTES : 0;
    for (var length = 0; length < written.length; length++) {
      if (last > 0 && length == written.length - last) {
        continue;
      }
      assertThat(Envelopes.read(Arrays.copyOf(written, length))).isNull();
    }
  }

  /// It did not say how far the log was.
  @Test
  void ofAnEarlierVersionsMessageTheLeastIsTaken() {
    var created = new Envelope.Message(ONE, 7, 6, 3, List.of(), "[\"new_message\",{}]", 5);
    var changed = new Envelope.Message(ONE, 8, 2, 3, List.of(), "[\"message_updated\",{}]", 6);

    assertThat(readByEarlier(created)).isEqualTo(created);
    assertThat(readByEarlier(changed))
        .isEqualTo(new Envelope.Message(ONE, 8, 2, 3, List.of(), changed.packet(), 2));
  }

  private static Envelope readByEarlier(Envelope envelope) {
    var written = Envelopes.write("node0001", envelope);
    var earlier = Arrays.copyOf(written, written.length - Long.BYTES);
    return Objects.requireNonNull(Envelopes.read(earlier)).envelope();
  }

  @Test
  void rubbishIsNoEnvelope() {
    var random = new Random(1);
    for (var i = 0; i < 2_000; i++) {
      var rubbish = new byte[random.nextInt(60)];
      random.nextBytes(rubbish);
      if (rubbish.length > 1) {
        rubbish[0] = 1;
        rubbish[1] = (byte) random.nextInt(12);
      }
      Envelopes.read(rubbish); // throws nothing
    }
  }

  static Stream<ChatEvent> events() {
    var at = Instant.parse("2026-11-22T10:00:00.123Z");
    return Stream.of(
        new ChatEvent.ConversationCreated(
            new Conversation(ONE, Conversation.Type.GROUP, "Group", null, OTHER, at),
            List.of(ONE, OTHER)),
        new ChatEvent.SettingsChanged(ONE, OTHER),
        new ChatEvent.SessionEnded(ONE, OTHER),
        new ChatEvent.RelationChanged(Relation.none(ONE, OTHER), Relation.none(ONE, OTHER).at(3)),
        new ChatEvent.UserKicked(ONE),
        new ChatEvent.UserChanged(ONE),
        new ChatEvent.Broadcast(ONE, OTHER, "Hello", at));
  }

  @ParameterizedTest
  @MethodSource("events")
  void anEventIsReadAsItWasWritten(ChatEvent event) {
    assertThat(EventText.read(EventText.write(event))).isEqualTo(event);
  }

  @Test
  void anEventOfAnotherVersionIsPassedOver() {
    assertThat(EventText.read(new Envelope.Told("Unheard", "{}"))).isNull();
    assertThat(EventText.read(new Envelope.Told("UserKicked", "no json"))).isNull();
    assertThat(EventText.read(new Envelope.Told("UserKicked", "{\"userId\":\"a\",\"more\":1}")))
        .isEqualTo(new ChatEvent.UserKicked("a"));
  }
}
