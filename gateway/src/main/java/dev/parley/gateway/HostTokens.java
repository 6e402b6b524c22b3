package dev.parley.gateway;

import dev.parley.chat.OutsideAccounts;
import dev.parley.chat.User;
import java.time.Instant;

/// Tokens of a host application, whose people are this server's people: an account is made on first
/// sight of each.
public final class HostTokens {
  private final OutsideTokens tokens;
  private final OutsideAccounts accounts;

  public HostTokens(OutsideTokens tokens, OutsideAccounts accounts) {
    this.tokens = tokens;
    this.accounts = accounts;
  }

  /// Whose a token is, and how long it says so.
  record Holder(User user, Instant expiresAt) {}

  /// Refuses as [OutsideTokens#verify].
  Holder holder(String token) {
    var claims = tokens.verify(token);
    return new Holder(accounts.provide(claims.outsider()), claims.expiresAt());
  }
}
