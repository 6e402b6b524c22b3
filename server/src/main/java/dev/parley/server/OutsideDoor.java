package dev.parley.server;

import dev.parley.chat.Accounts;
import dev.parley.chat.OutsideAccounts;
import dev.parley.chat.Outsider;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;

/// Lets in whom a provider vouches for, and links an account that was there before by its password.
/// What a browser may link is known by a cookie of its own: were it known by an address, people
/// could be led to link somebody else's account with their password.
final class OutsideDoor {
  static final Duration LINK_LIFE = Duration.ofMinutes(10);

  private final OutsideAccounts accounts;
  private final boolean mayAdd;
  private final AccountLimit limit;
  private final Clients clients;
  private final BrowserCookie link;

  /// @param mayAdd whether who is new gets an account
  /// @param link holds the token that links
  OutsideDoor(
      OutsideAccounts accounts,
      boolean mayAdd,
      AccountLimit limit,
      Clients clients,
      BrowserCookie link) {
    this.accounts = accounts;
    this.mayAdd = mayAdd;
    this.limit = limit;
    this.clients = clients;
    this.link = link;
  }

  OutsideAccounts.Entered enter(Outsider outsider, ServerWebExchange exchange) {
    return accounts.signIn(outsider, mayAdd, clients.device(exchange));
  }

  /// Leaves it to the page to ask for the password.
  void keep(String token, ServerWebExchange exchange) {
    link.set(exchange, token, LINK_LIFE);
  }

  /// The token that [#keep] left with the browser, null without one.
  @Nullable String kept(ServerWebExchange exchange) {
    return link.read(exchange);
  }

  /// A guess at the password counts as one at signing in.
  Accounts.SignedIn link(String token, String password, ServerWebExchange exchange) {
    var signedIn =
        limit.guard(
            accounts.linked(token).email(),
            () -> accounts.link(token, password, clients.device(exchange)));
    link.clear(exchange);
    return signedIn;
  }
}
