package dev.parley.server;

import dev.parley.chat.Refusal;
import dev.parley.chat.Refused;
import dev.parley.gateway.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.security.oauth2.client.endpoint.OAuth2AuthorizationCodeGrantRequest;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationExchange;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationResponse;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// The authorization code flow (RFC 6749 §4.1) with a proof key (RFC 7636), by Spring Security's
/// client; and what else a provider is asked. Nothing waits longer than a few seconds, and no
/// redirect is followed.
final class CodeFlow {
  private static final Logger LOG = LoggerFactory.getLogger(CodeFlow.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final RestClient http;
  private final RestClientAuthorizationCodeTokenResponseClient tokens =
      new RestClientAuthorizationCodeTokenResponseClient();

  CodeFlow() {
    var factory =
        new JdkClientHttpRequestFactory(
            HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .build());
    factory.setReadTimeout(PATIENCE);
    http = RestClient.builder().requestFactory(factory).build();
    tokens.setRestClient(
        RestClient.builder()
            .requestFactory(factory)
            .configureMessageConverters(converters ->
                converters
                    .registerDefaults()
                    .addCustomConverter(new OAuth2AccessTokenResponseHttpMessageConverter()))
            .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
            .build());
  }

  /// Where the browser goes.
  static URI authorization(ClientRegistration provider, SignInAttempt attempt, String redirectUri) {
    return URI.create(request(provider, attempt, redirectUri).getAuthorizationRequestUri());
  }

  private static OAuth2AuthorizationRequest request(
      ClientRegistration provider, SignInAttempt attempt, String redirectUri) {
    return OAuth2AuthorizationRequest.authorizationCode()
        .authorizationUri(
            Objects.requireNonNull(
                provider.getProviderDetails().getAuthorizationUri(), "authorization_endpoint"))
        .clientId(provider.getClientId())
        .redirectUri(redirectUri)
        .scopes(provider.getScopes())
        .state(attempt.state())
        .additionalParameters(parameters -> {
          parameters.put("nonce", attempt.nonce());
          parameters.put("code_challenge", challenge(attempt.verifier()));
          parameters.put("code_challenge_method", "S256");
        })
        .attributes(attributes -> attributes.put("code_verifier", attempt.verifier()))
        .build();
  }

  /// RFC 7636 §4.2.
  private static String challenge(String verifier) {
    try {
      var hash =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }

  /// Exchanges the code the browser brought.
  OAuth2AccessTokenResponse exchange(
      ClientRegistration provider, SignInAttempt attempt, Provider.Return returned) {
    var asked = request(provider, attempt, returned.redirectUri());
    var answered =
        OAuth2AuthorizationResponse.success(returned.code())
            .redirectUri(returned.redirectUri())
            .state(attempt.state())
            .build();
    try {
      return tokens.getTokenResponse(
          new OAuth2AuthorizationCodeGrantRequest(
              provider, new OAuth2AuthorizationExchange(asked, answered)));
    } catch (OAuth2AuthorizationException e) {
      LOG.warn("{} gave no token: {}", attempt.provider(), e.getMessage());
      throw e.getCause() instanceof RestClientException ? away() : refused();
    }
  }

  /// What is at an address of the provider's.
  JsonNode get(String address, @Nullable String accessToken) {
    try {
      var request = http.get().uri(URI.create(address)).header("Accept", "application/json");
      if (accessToken != null) {
        request.header("Authorization", "Bearer " + accessToken);
      }
      var body = request.retrieve().body(byte[].class);
      return Json.mapper().readTree(body == null ? new byte[0] : body);
    } catch (RestClientException | JacksonException e) {
      LOG.warn("{} can't be asked: {}", address, e.getMessage());
      throw away();
    }
  }

  static Refused away() {
    return new Refused(Refusal.UNAVAILABLE, "The provider can't be reached now");
  }

  /// The provider vouches for nobody, or for another sign-in.
  static Refused refused() {
    return new Refused(Refusal.INVALID_TOKEN, "The provider did not say who this is");
  }
}
