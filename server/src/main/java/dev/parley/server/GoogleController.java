package dev.parley.server;

import dev.parley.chat.Accounts;
import dev.parley.chat.OutsideAccounts;
import dev.parley.chat.Refused;
import dev.parley.gateway.AccountCommands;
import dev.parley.gateway.Described;
import dev.parley.gateway.OutsideTokens;
import dev.parley.gateway.Success;
import dev.parley.gateway.UserView;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;

/// Signing in by Google's button, and linking an account that was there before.
@RestController
@RequestMapping("/api/v1/auth")
final class GoogleController {
  /// @param linkToken goes to `/auth/link` with the password
  private record LinkNeeded(String linkToken) {}

  private final @Nullable OutsideTokens google;
  private final OutsideDoor door;
  private final SessionCookies cookies;

  /// @param google null where it is not configured
  GoogleController(@Nullable OutsideTokens google, OutsideDoor door, SessionCookies cookies) {
    this.google = google;
    this.door = door;
    this.cookies = cookies;
  }

  @PostMapping("/google")
  @Described(
      value =
          "Signs in with what Google's button gave; 202 when the account's password is needed once",
      takes = {"credential: string"},
      answers = {UserView.class, LinkNeeded.class},
      status = {200, 202})
  Success signIn(Body body, ServerWebExchange exchange) {
    if (google == null) {
      throw Refused.notFound("Route");
    }
    var outsider = google.verify(AccountCommands.credential(body.fields())).outsider();
    return switch (door.enter(outsider, exchange)) {
      case OutsideAccounts.Entered.In(var signedIn) -> signedIn(signedIn, exchange);
      case OutsideAccounts.Entered.PasswordNeeded(var token) -> {
        exchange.getResponse().setStatusCode(HttpStatus.ACCEPTED);
        yield Success.of("The password of your account is needed once", new LinkNeeded(token));
      }
    };
  }

  @PostMapping("/link")
  @Described(
      value =
          "Signs in with the password of an account that was there before; a browser that was sent"
              + " to a provider has the token as a cookie",
      takes = {"token?: string", "password: string"},
      answers = UserView.class)
  Success link(Body body, ServerWebExchange exchange) {
    var link = AccountCommands.link(body.fields(), door.kept(exchange));
    return signedIn(door.link(link.token(), link.password(), exchange), exchange);
  }

  private Success signedIn(Accounts.SignedIn signedIn, ServerWebExchange exchange) {
    cookies.set(exchange, signedIn);
    return Success.of(UserView.self(signedIn.user()));
  }
}
