package dev.parley.chat;

/// Why something was not done: the one vocabulary, mapped once per protocol. The names are the
/// words clients see.
public enum Refusal {
  VALIDATION_FAILED,
  INVALID_PAYLOAD,
  DIRECT_CONVERSATION,
  INVALID_CREDENTIALS,
  UNAUTHORIZED,
  INVALID_TOKEN,
  TOKEN_EXPIRED,
  FORBIDDEN,
  NOT_OWNER,
  ORIGIN_NOT_ALLOWED,
  SIGNUP_CLOSED,
  NOT_FOUND,
  UNKNOWN_EVENT,
  METHOD_NOT_ALLOWED,
  EMAIL_TAKEN,
  USERNAME_TAKEN,
  PAYLOAD_TOO_LARGE,
  UNSUPPORTED_MEDIA_TYPE,
  RATE_LIMITED,
  UNAVAILABLE
}
