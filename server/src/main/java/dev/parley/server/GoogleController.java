package dev.parley.server;

import dev.parley.chat.Accounts;
import dev.parley.chat.OutsideAccounts;
import dev.parley.chat.Refused;
import dev.parley.chat.SignUp;
import dev.parley.gateway.AccountCommands;
import dev.parley.gateway.OutsideTokens;
import dev.parley.gateway.Success;
import dev.parley.gateway.UserView;
import java.util.Map;
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
  private final @Nullable OutsideTokens google;
  private final OutsideAccounts accounts;
  private final SignUp signUp;
  private final SessionCookies cookies;
  private final Clients clients;

  /// @param google null where it is not configured
  GoogleController(
      @Nullable OutsideTokens google,
      OutsideAccounts accounts,
      SignUp signUp,
      SessionCookies cookies,
      Clients clients) {
    this.google = google;
    this.accounts = accounts;
    this.signUp = signUp;
    this.cookies = cookies;
    this.clients = clients;
  }

  @PostMapping("/google")
  Success signIn(Body body, ServerWebExchange exchange) {
    if (google == null) {
      throw Refused.notFound("Route");
    }
    var outsider = google.verify(AccountCommands.credential(body.fields())).outsider();
    var mayAdd = signUp.mode() == SignUp.Mode.OPEN;
    return switch (accounts.signIn(outsider, mayAdd, clients.device(exchange))) {
      case OutsideAccounts.Entered.In(var signedIn) -> signedIn(signedIn, exchange);
      case OutsideAccounts.Entered.PasswordNeeded(var token) -> {
        exchange.getResponse().setStatusCode(HttpStatus.ACCEPTED);
        yield Success.of("The password of your account is needed once", Map.of("linkToken", token));
      }
    };
  }

  @PostMapping("/link")
  Success link(Body body, ServerWebExchange exchange) {
    var link = AccountCommands.reset(body.fields());
    return signedIn(
        accounts.link(link.token(), link.password(), clients.device(exchange)), exchange);
  }

  private Success signedIn(Accounts.SignedIn signedIn, ServerWebExchange exchange) {
    cookies.set(exchange, signedIn);
    return Success.of(UserView.self(signedIn.user()));
  }
}
