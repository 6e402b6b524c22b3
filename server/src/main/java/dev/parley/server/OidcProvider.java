package dev.parley.server;

import dev.parley.chat.Outsider;
import dev.parley.gateway.Json;
import dev.parley.gateway.OutsideTokens;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;

/// A provider that speaks OpenID Connect. What its addresses are is asked for at
/// `<issuer>/.well-known/openid-configuration` when somebody first wants to sign in by it.
final class OidcProvider implements Provider {
  /// @param id names it in addresses
  /// @param name names it for people
  record Client(String id, String name, String issuer, String clientId, String clientSecret) {}

  /// The provider as it says it is.
  private record Discovered(ClientRegistration registration, OutsideTokens tokens) {}

  private final Client client;
  private final @Nullable OutsideTokens tokens;
  private final InstantSource clock;
  private final CodeFlow flow = new CodeFlow();
  private volatile @Nullable Discovered discovered;

  /// @param tokens checks its ID tokens; null to do so with the keys it says it has
  OidcProvider(Client client, @Nullable OutsideTokens tokens, InstantSource clock) {
    this.client = client;
    this.tokens = tokens;
    this.clock = clock;
  }

  @Override
  public String id() {
    return client.id();
  }

  @Override
  public String name() {
    return client.name();
  }

  @Override
  public URI begin(SignInAttempt attempt, String redirectUri) {
    return CodeFlow.authorization(discovered().registration(), attempt, redirectUri);
  }

  @Override
  public Outsider finish(SignInAttempt attempt, Return returned) {
    if (returned.issuer() != null && !returned.issuer().equals(client.issuer())) {
      throw CodeFlow.refused();
    }
    var provider = discovered();
    var answer = flow.exchange(provider.registration(), attempt, returned);
    if (!(answer.getAdditionalParameters().get("id_token") instanceof String idToken)) {
      throw CodeFlow.refused();
    }
    var claims = provider.tokens().verify(idToken);
    if (!SignInAttempts.isSame(attempt.nonce(), claims.nonce())) {
      throw CodeFlow.refused();
    }
    return complete(claims.outsider(), provider.registration(), answer);
  }

  /// Some tell the email only when asked once more.
  private Outsider complete(
      Outsider told, ClientRegistration provider, OAuth2AccessTokenResponse answer) {
    var address = provider.getProviderDetails().getUserInfoEndpoint().getUri();
    if (told.email() != null || address == null || address.isEmpty()) {
      return told;
    }
    var more = flow.get(address, answer.getAccessToken().getTokenValue());
    if (!told.key().subject().equals(text(more, "sub"))) { // OpenID Connect Core §5.3.2
      throw CodeFlow.refused();
    }
    var name = told.name() == null ? text(more, "name") : told.name();
    var verified = more.path("email_verified").asBoolean(false);
    return new Outsider(told.key(), text(more, "email"), verified, name);
  }

  private static @Nullable String text(JsonNode node, String field) {
    return node.path(field).isString() ? node.path(field).asString() : null;
  }

  private Discovered discovered() {
    var known = discovered;
    if (known == null) {
      known = discover();
      discovered = known;
    }
    return known;
  }

  private Discovered discover() {
    var base = client.issuer().replaceFirst("/$", "");
    var said = flow.get(base + "/.well-known/openid-configuration", null);
    if (!client.issuer().equals(text(said, "issuer"))) {
      throw CodeFlow.away(); // OpenID Connect Discovery §4.3
    }
    try {
      var metadata = Json.mapper().convertValue(said, new TypeReference<Map<String, Object>>() {});
      var registration =
          ClientRegistrations.fromOidcConfiguration(metadata)
              .registrationId(client.id())
              .clientId(client.clientId())
              .clientSecret(client.clientSecret())
              .scope("openid", "profile", "email")
              .build();
      return new Discovered(registration, tokens == null ? tokens(registration) : tokens);
    } catch (IllegalArgumentException | IllegalStateException | MalformedURLException e) {
      throw CodeFlow.away();
    }
  }

  private OutsideTokens tokens(ClientRegistration provider) throws MalformedURLException {
    var keys = Objects.requireNonNull(provider.getProviderDetails().getJwkSetUri(), "jwks_uri");
    var trust = new OutsideTokens.Trust(List.of(client.issuer()), client.clientId());
    return new OutsideTokens(URI.create(keys).toURL(), trust, clock);
  }
}
