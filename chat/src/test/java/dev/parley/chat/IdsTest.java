package dev.parley.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {
  @Test
  void idsOfLaterMillisecondsAreGreater() {
    var now = Instant.parse("2026-11-22T10:00:00.123Z");

    assertThat(Ids.at(now.plusMillis(1))).isGreaterThan(Ids.at(now));
    assertThat(Ids.at(now)).isNotEqualTo(Ids.at(now)).matches(Ids::isId);
  }

  @Test
  void aDirectConversationHasOneIdWhoeverAsks() {
    var ada = Ids.at(Instant.EPOCH);
    var bob = Ids.at(Instant.EPOCH);

    assertThat(Ids.direct(ada, bob)).isEqualTo(Ids.direct(bob, ada)).matches(Ids::isId);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "abc", "ABCDEFABCDEFABCDEFABCDEF", "abcdefabcdefabcdefabcdeg"})
  void everythingElseIsNoId(String text) {
    assertThat(Ids.isId(text)).isFalse();
  }
}
