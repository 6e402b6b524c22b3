package dev.parley.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChecksTest {
  @Test
  void everyWrongFieldIsNamed() {
    var refused =
        catchThrowableOfType(
            Refused.class,
            () ->
                new Checks()
                    .name("username", "ab", 3, 50)
                    .email("email", "nobody")
                    .length("password", null, 8, 128)
                    .refuseIfAny());

    assertThat(refused.refusal()).isEqualTo(Refusal.VALIDATION_FAILED);
    assertThat(refused.fields())
        .extracting(Refused.Field::field)
        .containsExactly("username", "email", "password");
  }

  @Test
  void lengthsAreInCodePoints() {
    assertThatCode(() -> new Checks().length("text", "😀".repeat(10), 1, 10).refuseIfAny())
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.org/a?b=c",
        "http://localhost:8080/x",
        "/api/v1/uploads/0123456789abcdef01234567"
      })
  void addressesOfTheWebAndUploadsAreFine(String url) {
    var checks = new Checks();

    Urls.check(checks, "url", url);

    assertThatCode(checks::refuseIfAny).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        "data:text/html,x",
        "//example.org/x",
        "/api/v1/uploads/../me",
        "x y"
      })
  void otherAddressesAreRefused(String url) {
    var checks = new Checks();

    Urls.check(checks, "url", url);

    assertThat(catchThrowableOfType(Refused.class, checks::refuseIfAny).fields()).hasSize(1);
  }
}
