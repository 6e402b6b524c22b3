package dev.parley.gateway;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// The envelope of every answer that is no error: `{"success":true,"message":…?,"data":…?}`.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Success(boolean success, @Nullable String message, @Nullable Object data) {
  public static Success of(Object data) {
    return new Success(true, null, data);
  }

  public static Success of(String message, Object data) {
    return new Success(true, message, data);
  }

  public static Success message(String message) {
    return new Success(true, message, null);
  }

  /// Nothing to tell but that it was done.
  static Success done() {
    return new Success(true, null, null);
  }
}
