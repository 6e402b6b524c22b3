package dev.parley.gateway;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.chat.Refusal;
import dev.parley.chat.Refused;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The body of every error, over REST and in the acknowledgement of a socket event:
/// `{"success":false,"code":404,"error":"NOT_FOUND","message":"…","details":[…]?}`.
///
/// @param code the HTTP status, on sockets too
/// @param error the machine's word
/// @param message for a person; never internal text
/// @param details every wrong field, with VALIDATION_FAILED only
/// @param retryAfter seconds, with RATE_LIMITED only
public record Problem(
    boolean success,
    int code,
    String error,
    String message,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Refused.Field> details,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long retryAfter) {

  public static Problem of(Refused refused) {
    var details = refused.fields().isEmpty() ? null : refused.fields();
    return new Problem(
        false,
        status(refused.refusal()),
        refused.refusal().name(),
        refused.getMessage(),
        details,
        null);
  }

  /// A rate limit that lifts after this many seconds.
  public static Problem rateLimited(String message, long retryAfter) {
    var limit = Refusal.RATE_LIMITED;
    return new Problem(false, status(limit), limit.name(), message, null, retryAfter);
  }

  /// A defect of ours: says nothing of what happened inside.
  public static Problem ofDefect() {
    return new Problem(false, 500, "INTERNAL_ERROR", "Internal server error", null, null);
  }

  /// The HTTP status of each refusal: the one mapping, total by the compiler.
  public static int status(Refusal refusal) {
    return switch (refusal) {
      case VALIDATION_FAILED, INVALID_PAYLOAD, DIRECT_CONVERSATION, UNKNOWN_EVENT -> 400;
      case INVALID_CREDENTIALS, UNAUTHORIZED, INVALID_TOKEN, TOKEN_EXPIRED, OTHER_USER -> 401;
      case FORBIDDEN, NOT_OWNER, ORIGIN_NOT_ALLOWED, SIGNUP_CLOSED, ACCOUNT_DISABLED -> 403;
      case BLOCKED, CONSENT_REQUIRED -> 403;
      case INVITATION_REQUIRED, EMAIL_NOT_VERIFIED -> 403;
      case NOT_FOUND -> 404;
      case METHOD_NOT_ALLOWED -> 405;
      case EMAIL_TAKEN, USERNAME_TAKEN -> 409;
      case PAYLOAD_TOO_LARGE, QUOTA_EXCEEDED -> 413;
      case UNSUPPORTED_MEDIA_TYPE -> 415;
      case RANGE_NOT_SATISFIABLE -> 416;
      case RATE_LIMITED -> 429;
      case UNAVAILABLE -> 503;
    };
  }
}
