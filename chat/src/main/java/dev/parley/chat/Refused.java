package dev.parley.chat;

import java.util.List;

/// Thrown when something asked for is refused: expected, told to the caller, never logged as a
/// defect. Has no stack trace.
public final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// One wrong field of a request.
  public record Field(String field, String message) {}

  private final Refusal refusal;
  private final transient List<Field> fields;

  public Refused(Refusal refusal, String message) {
    this(refusal, message, List.of());
  }

  public Refused(Refusal refusal, String message, List<Field> fields) {
    super(message, null, false, false);
    this.refusal = refusal;
    this.fields = List.copyOf(fields);
  }

  public static Refused invalid(String field, String message) {
    return new Refused(
        Refusal.VALIDATION_FAILED, "Validation failed", List.of(new Field(field, message)));
  }

  public static Refused notFound(String what) {
    return new Refused(Refusal.NOT_FOUND, what + " not found");
  }

  public Refusal refusal() {
    return refusal;
  }

  /// Every wrong field, when [#refusal] is VALIDATION_FAILED.
  public List<Field> fields() {
    return fields;
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
