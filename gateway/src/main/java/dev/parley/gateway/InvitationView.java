package dev.parley.gateway;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.chat.Invitation;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An invitation as admins see it.
///
/// @param code only to whom made it, at once; so is `url`, the page that takes it
@JsonInclude(JsonInclude.Include.NON_NULL)
public record InvitationView(
    String id,
    @Nullable String email,
    int uses,
    int used,
    String createdBy,
    Instant createdAt,
    Instant expiresAt,
    @Nullable String code,
    @Nullable String url) {

  public static InvitationView of(Invitation invitation) {
    return of(invitation, null, null);
  }

  /// With its code.
  public static InvitationView of(
      Invitation invitation, @Nullable String code, @Nullable String url) {
    return new InvitationView(
        invitation.id(),
        invitation.email(),
        invitation.uses(),
        invitation.used(),
        invitation.createdBy(),
        invitation.createdAt(),
        invitation.expiresAt(),
        code,
        url);
  }
}
