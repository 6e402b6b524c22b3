package dev.parley.server;

import dev.parley.chat.OutsideAccountStore;
import dev.parley.chat.Outsider;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;

/// GitHub, which speaks OAuth 2 without OpenID Connect: who somebody is is asked of its API. Only
/// the primary email counts, and only when it is verified.
final class GitHubProvider implements Provider {
  private final String site;
  private final String api;
  private final ClientRegistration registration;
  private final CodeFlow flow = new CodeFlow();

  /// @param site where the browser goes, such as `https://github.com`
  /// @param api where its API is, such as `https://api.github.com`
  GitHubProvider(String site, String api, String clientId, String clientSecret) {
    this.site = site.replaceFirst("/$", "");
    this.api = api.replaceFirst("/$", "");
    this.registration =
        ClientRegistration.withRegistrationId("github")
            .clientId(clientId)
            .clientSecret(clientSecret)
            .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
            .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
            .authorizationUri(this.site + "/login/oauth/authorize")
            .tokenUri(this.site + "/login/oauth/access_token")
            .redirectUri("{baseUrl}")
            .scope("user:email")
            .build();
  }

  @Override
  public String id() {
    return "github";
  }

  @Override
  public String name() {
    return "GitHub";
  }

  @Override
  public URI begin(SignInAttempt attempt, String redirectUri) {
    return CodeFlow.authorization(registration, attempt, redirectUri);
  }

  @Override
  public Outsider finish(SignInAttempt attempt, Return returned) {
    var token = flow.exchange(registration, attempt, returned).getAccessToken().getTokenValue();
    var user = flow.get(api + "/user", token);
    if (!user.path("id").isIntegralNumber()) {
      throw CodeFlow.refused();
    }
    var email = email(token);
    var key = new OutsideAccountStore.Key(site, user.get("id").asString());
    return new Outsider(key, email, email != null, user.path("login").asString(null));
  }

  private @Nullable String email(String token) {
    for (var each : flow.get(api + "/user/emails", token)) {
      if (each.path("primary").asBoolean(false) && each.path("verified").asBoolean(false)) {
        return each.path("email").asString(null);
      }
    }
    return null;
  }
}
