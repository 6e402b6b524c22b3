package dev.parley.engineio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HandshakePartsTest {
  @Test
  void headersAreFoundWithoutCaseAndKeepTheirOrder() {
    var headers =
        Headers.of(
            List.of(
                Map.entry("Cookie", "a=1"),
                Map.entry("X-Cookie", "no"),
                Map.entry("cookie", "b: 2"),
                Map.entry("empty", "")));

    assertThat(headers.get("COOKIE")).isEqualTo("a=1");
    assertThat(headers.all("cookie")).containsExactly("a=1", "b: 2");
    assertThat(headers.get("empty")).isEmpty();
    assertThat(headers.get("okie")).isNull();
    assertThat(Headers.NONE.all("cookie")).isEmpty();
  }

  @Test
  void queryParametersAreDecodedWhenAskedFor() {
    var query = new Query("EIO=4&name=J%C3%BCrgen+M&flag&bad=%zz&name=second&a%20b=c");

    assertThat(query.get("EIO")).isEqualTo("4");
    assertThat(query.get("name")).isEqualTo("Jürgen M");
    assertThat(query.get("flag")).isEmpty();
    assertThat(query.get("a b")).isEqualTo("c");
    assertThat(query.get("bad")).isNull();
    assertThat(query.get("none")).isNull();
    assertThat(new Query("").get("EIO")).isNull();
  }

  @Test
  void sessionIdsAreTwentyCharactersNobodyCanGuess() {
    var ids = new SessionIds("");
    var made = Stream.generate(ids::next).limit(1_000).toList();

    assertThat(made).doesNotHaveDuplicates().allMatch(ids::isWellFormed);
    assertThat(List.of("", "abc", "AAAAAAAAAAAAAAAAAAA!", "AAAAAAAAAAAAAAAAAAAAA"))
        .noneMatch(ids::isWellFormed);
  }

  @Test
  void aPrefixStandsBeforeAllThatNobodyCanGuess() {
    var ids = new SessionIds("n0de-1_");
    var made = Stream.generate(ids::next).limit(1_000).toList();

    assertThat(made)
        .doesNotHaveDuplicates()
        .allMatch(ids::isWellFormed)
        .allMatch(id -> id.startsWith("n0de-1_") && id.length() == 27);
    assertThat(List.of("AAAAAAAAAAAAAAAAAAAA", "n0de-2_AAAAAAAAAAAAAAAAAAAA"))
        .noneMatch(ids::isWellFormed);
    assertThatThrownBy(() -> EngineSettings.defaults().withSessionIdPrefix("a\r\nb"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
