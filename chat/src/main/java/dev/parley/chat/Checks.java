package dev.parley.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Collects every wrong field of a request before refusing it; of a field the first complaint
/// counts. Lengths are in code points.
public final class Checks {
  private static final Pattern EMAIL = Pattern.compile("[^\\s@]+@[^\\s@]+\\.[^\\s@]+");
  private static final int EMAIL_LENGTH = 254;

  private final List<Refused.Field> wrong = new ArrayList<>();

  public Checks add(String field, String message) {
    if (wrong.stream().noneMatch(known -> known.field().equals(field))) {
      wrong.add(new Refused.Field(field, message));
    }
    return this;
  }

  public boolean foundAny() {
    return !wrong.isEmpty();
  }

  public Checks length(String field, @Nullable String value, int min, int max) {
    int length = value == null ? 0 : value.codePointCount(0, value.length());
    if (value == null || length < min || length > max || (min > 0 && value.isBlank())) {
      add(field, "must have " + min + " to " + max + " characters");
    }
    return this;
  }

  public Checks atMost(String field, @Nullable String value, int max) {
    return value == null ? this : length(field, value, 0, max);
  }

  /// A name people see: no control characters, no blanks at its ends.
  public Checks name(String field, @Nullable String value, int min, int max) {
    length(field, value, min, max);
    if (value != null
        && (!value.equals(value.strip()) || value.codePoints().anyMatch(Character::isISOControl))) {
      add(field, "must not start or end with a blank or hold control characters");
    }
    return this;
  }

  public Checks email(String field, @Nullable String value) {
    if (value == null || value.length() > EMAIL_LENGTH || !EMAIL.matcher(value).matches()) {
      add(field, "must be an email address");
    }
    return this;
  }

  public Checks id(String field, @Nullable String value) {
    if (value == null || !Ids.isId(value)) {
      add(field, "must be an id of 24 hexadecimal characters");
    }
    return this;
  }

  /// Throws [Refused] with every field found wrong so far.
  public void refuseIfAny() {
    if (!wrong.isEmpty()) {
      throw new Refused(Refusal.VALIDATION_FAILED, "Validation failed", wrong);
    }
  }
}
