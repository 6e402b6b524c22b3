package dev.parley.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.Refusal;
import dev.parley.chat.Refused;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProblemTest {
  @ParameterizedTest
  @CsvSource({
    "VALIDATION_FAILED,400",
    "INVALID_PAYLOAD,400",
    "DIRECT_CONVERSATION,400",
    "UNKNOWN_EVENT,400",
    "INVALID_CREDENTIALS,401",
    "UNAUTHORIZED,401",
    "INVALID_TOKEN,401",
    "TOKEN_EXPIRED,401",
    "OTHER_USER,401",
    "FORBIDDEN,403",
    "NOT_OWNER,403",
    "ORIGIN_NOT_ALLOWED,403",
    "SIGNUP_CLOSED,403",
    "INVITATION_REQUIRED,403",
    "ACCOUNT_DISABLED,403",
    "EMAIL_NOT_VERIFIED,403",
    "NOT_FOUND,404",
    "METHOD_NOT_ALLOWED,405",
    "EMAIL_TAKEN,409",
    "USERNAME_TAKEN,409",
    "PAYLOAD_TOO_LARGE,413",
    "UNSUPPORTED_MEDIA_TYPE,415",
    "RATE_LIMITED,429",
    "UNAVAILABLE,503"
  })
  void everyRefusalHasItsStatusAndBody(Refusal refusal, int status) {
    var problem = Problem.of(new Refused(refusal, "Because"));

    assertThat(Json.text(problem))
        .isEqualTo(
            "{\"success\":false,\"code\":%d,\"error\":\"%s\",\"message\":\"Because\"}"
                .formatted(status, refusal));
  }

  @Test
  void aValidationNamesEveryWrongField() {
    var refused =
        new Refused(
            Refusal.VALIDATION_FAILED,
            "Validation failed",
            List.of(new Refused.Field("a", "is wrong"), new Refused.Field("b", "is too")));

    assertThat(Json.text(Problem.of(refused)))
        .isEqualTo(
            "{\"success\":false,\"code\":400,\"error\":\"VALIDATION_FAILED\","
                + "\"message\":\"Validation failed\",\"details\":["
                + "{\"field\":\"a\",\"message\":\"is wrong\"},"
                + "{\"field\":\"b\",\"message\":\"is too\"}]}");
  }

  @Test
  void aRateLimitSaysWhenItLifts() {
    assertThat(Json.text(Problem.rateLimited("Too many", 7)))
        .isEqualTo(
            "{\"success\":false,\"code\":429,\"error\":\"RATE_LIMITED\","
                + "\"message\":\"Too many\",\"retryAfter\":7}");
  }

  @Test
  void aDefectSaysNothingOfItself() {
    assertThat(Json.text(Problem.ofDefect()))
        .isEqualTo(
            "{\"success\":false,\"code\":500,\"error\":\"INTERNAL_ERROR\","
                + "\"message\":\"Internal server error\"}");
  }
}
