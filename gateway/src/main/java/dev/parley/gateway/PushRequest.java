package dev.parley.gateway;

import org.jspecify.annotations.Nullable;

/// A subscription as a browser's `PushSubscription.toJSON()` has it; what is not a string is as
/// good as absent.
public record PushRequest(
    @Nullable String endpoint, @Nullable String p256dh, @Nullable String auth) {
  public static PushRequest of(Fields fields) {
    return new PushRequest(
        fields.text("endpoint"), fields.inner("keys", "p256dh"), fields.inner("keys", "auth"));
  }
}
