package dev.parley.server;

import dev.parley.gateway.Credentials;
import dev.parley.gateway.Identity;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.web.server.ServerWebExchange;

/// An [Identity] as Spring Security knows it.
final class SignedIn extends AbstractAuthenticationToken {
  private static final long serialVersionUID = 1L;

  private final transient Identity identity;

  SignedIn(Identity identity) {
    super(List.of(new SimpleGrantedAuthority("ROLE_" + identity.role().name())));
    this.identity = identity;
    setAuthenticated(true);
  }

  @Override
  public Identity getPrincipal() {
    return identity;
  }

  /// The token was checked and is of no further use.
  @Override
  public String getCredentials() {
    return "";
  }

  /// What a request brings.
  static Credentials credentials(ServerWebExchange exchange) {
    var headers = exchange.getRequest().getHeaders();
    var cookies = headers.get(HttpHeaders.COOKIE);
    return Credentials.of(
            null,
            headers.getFirst(HttpHeaders.AUTHORIZATION),
            cookies == null ? null : String.join("; ", cookies))
        .ofUser(headers.getFirst(Credentials.USER_HEADER));
  }
}
