package dev.parley.server;

import dev.parley.chat.Accounts;
import dev.parley.chat.Refusal;
import dev.parley.chat.Refused;
import dev.parley.chat.Sessions;
import dev.parley.chat.SignUp;
import dev.parley.gateway.AccountCommands;
import dev.parley.gateway.Authenticator;
import dev.parley.gateway.Credentials;
import dev.parley.gateway.Described;
import dev.parley.gateway.Fields;
import dev.parley.gateway.Identity;
import dev.parley.gateway.SessionView;
import dev.parley.gateway.Success;
import dev.parley.gateway.UserView;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;

/// Signing up, in and out, and the devices one is signed in on.
@RestController
@RequestMapping("/api/v1/auth")
final class AuthController {
  private final Accounts accounts;
  private final Sessions sessions;
  private final Authenticator authenticator;
  private final SessionCookies cookies;
  private final Clients clients;
  private final SignUp signUp;
  private final AccountLimit limit;

  AuthController(
      Accounts accounts,
      Sessions sessions,
      Authenticator authenticator,
      SessionCookies cookies,
      Clients clients,
      SignUp signUp,
      AccountLimit limit) {
    this.accounts = accounts;
    this.sessions = sessions;
    this.authenticator = authenticator;
    this.cookies = cookies;
    this.clients = clients;
    this.signUp = signUp;
    this.limit = limit;
  }

  @PostMapping("/signup")
  @ResponseStatus(HttpStatus.CREATED)
  @Described(
      value = "Makes an account",
      takes = {
        "username: string 3..50",
        "email: string",
        "password: string 8..128",
        "invitation?: string"
      },
      answers = UserView.class)
  Success signUp(Body body) {
    signUp.refuseIfClosed();
    var command = AccountCommands.signUp(body.fields());
    var user = signUp.signUp(command.account(), command.invitation());
    return Success.of(UserView.withEmail(user));
  }

  @PostMapping("/signin")
  @Described(
      value = "Signs in and sets both cookies",
      takes = {"email: string", "password: string"},
      answers = UserView.class)
  Success signIn(Body body, ServerWebExchange exchange) {
    var command = AccountCommands.signIn(body.fields());
    var signedIn =
        limit.guard(
            command.email(),
            () -> accounts.signIn(command.email(), command.password(), clients.device(exchange)));
    cookies.set(exchange, signedIn);
    return Success.of(UserView.self(signedIn.user()));
  }

  @GetMapping("/me")
  @Described(value = "Who one is", answers = UserView.class)
  Success me(@AuthenticationPrincipal Identity identity) {
    return Success.of(UserView.self(accounts.user(identity.userId())));
  }

  @PostMapping("/refresh")
  @Described("Renews both cookies by the refresh cookie")
  Success refresh(ServerWebExchange exchange) {
    var token = SignedIn.credentials(exchange).refreshCookie();
    if (token == null) {
      throw Refused.invalid(Credentials.REFRESH_COOKIE, "must be given as a cookie");
    }
    cookies.set(exchange, accounts.refresh(token));
    return Success.message("Token refreshed successfully");
  }

  /// Also for who is signed out already: then there are only cookies to clear.
  @PostMapping("/signout")
  @Described("Ends the session and clears the cookies")
  Success signOut(ServerWebExchange exchange) {
    var credentials = SignedIn.credentials(exchange);
    try {
      var sessionId = authenticator.handshake(credentials).sessionId();
      if (sessionId != null) {
        sessions.end(sessionId);
      }
    } catch (Refused refused) {
      if (credentials.token() != null || refused.refusal() == Refusal.OTHER_USER) {
        throw refused;
      }
    }
    cookies.clear(exchange);
    return Success.message("Signed out successfully");
  }

  @GetMapping("/sessions")
  @Described(value = "The devices one is signed in on", answers = SessionView[].class)
  Success devices(@AuthenticationPrincipal Identity identity) {
    return Success.of(SessionView.of(sessions.ofUser(identity.userId()), identity.sessionId()));
  }

  @DeleteMapping("/sessions/{id}")
  @Described("Signs a device out")
  Success end(@AuthenticationPrincipal Identity identity, @PathVariable String id) {
    sessions.end(identity.userId(), Fields.requireId("id", id));
    return Success.message("Session ended");
  }
}
