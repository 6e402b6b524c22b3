package dev.parley.server;

import dev.parley.chat.OutsideAccounts;
import dev.parley.chat.Refused;
import dev.parley.gateway.Described;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;

/// Signing in by a provider. A browser goes through here with its whole window, so the way ends at
/// the page in any case, and nowhere else: what came of it stands in the fragment, which browsers
/// keep to themselves.
@RestController
@RequestMapping("/api/v1/auth/providers/{id}")
final class ProviderController {
  private static final String CANCELLED = "access_denied";

  private final Providers providers;
  private final SignInCookie attempts;
  private final OutsideDoor door;
  private final SessionCookies cookies;
  private final PublicAddress address;

  ProviderController(
      Providers providers,
      SignInCookie attempts,
      OutsideDoor door,
      SessionCookies cookies,
      PublicAddress address) {
    this.providers = providers;
    this.attempts = attempts;
    this.door = door;
    this.cookies = cookies;
    this.address = address;
  }

  @GetMapping
  @Described(value = "Sends the browser to a provider to sign in", status = 302)
  ResponseEntity<Void> begin(@PathVariable String id, ServerWebExchange exchange) {
    var provider = providers.named(id);
    try {
      var attempt = attempts.begin(exchange, id);
      return to(provider.begin(attempt, redirectUri(provider, exchange)));
    } catch (Refused refused) {
      return refused(refused.refusal().name());
    }
  }

  @GetMapping("/callback")
  @Described(
      value = "Where the provider sends the browser back to; ends at the page",
      asks = {"state?: string", "code?: string", "error?: string", "iss?: string"},
      status = 302)
  ResponseEntity<Void> end(@PathVariable String id, ServerWebExchange exchange) {
    var provider = providers.named(id);
    var attempt = attempts.take(exchange, id, parameter(exchange, "state"));
    if (attempt == null) {
      return refused("EXPIRED");
    }
    if (CANCELLED.equals(parameter(exchange, "error"))) {
      return refused("CANCELLED");
    }
    var code = parameter(exchange, "code");
    if (code == null || code.isBlank()) {
      return refused("FAILED");
    }
    var returned =
        new Provider.Return(code, redirectUri(provider, exchange), parameter(exchange, "iss"));
    try {
      var outsider = provider.finish(attempt, returned);
      return switch (door.enter(outsider, exchange)) {
        case OutsideAccounts.Entered.In(var signedIn) -> {
          cookies.set(exchange, signedIn);
          yield to(URI.create("/#signed-in"));
        }
        case OutsideAccounts.Entered.PasswordNeeded(var token) -> {
          door.keep(token, exchange);
          yield to(URI.create("/#link"));
        }
      };
    } catch (Refused refused) {
      return refused(word(refused));
    }
  }

  /// What is wrong with a token is nothing that people could mend.
  private static String word(Refused refused) {
    return switch (refused.refusal()) {
      case INVALID_TOKEN, TOKEN_EXPIRED -> "FAILED";
      default -> refused.refusal().name();
    };
  }

  private String redirectUri(Provider provider, ServerWebExchange exchange) {
    return address.of(exchange) + Providers.PATH + provider.id() + "/callback";
  }

  private static @Nullable String parameter(ServerWebExchange exchange, String name) {
    return exchange.getRequest().getQueryParams().getFirst(name);
  }

  private static ResponseEntity<Void> refused(String why) {
    return to(URI.create("/#refused=" + why));
  }

  private static ResponseEntity<Void> to(URI address) {
    return ResponseEntity.status(HttpStatus.FOUND).location(address).build();
  }
}
