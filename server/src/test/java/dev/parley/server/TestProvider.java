package dev.parley.server;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.parley.gateway.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.web.util.UriComponentsBuilder;

/// A provider of sign-in by redirect, over real HTTP: OpenID Connect with discovery, and beside it
/// what GitHub has. It insists on its client's secret, on the proof key, on the same address to
/// come back to, and that a code is used once.
final class TestProvider implements AutoCloseable {
  static final String CLIENT = "parley";
  static final String SECRET = "s3cret/with:signs";

  private record Grant(String redirectUri, String challenge, String idToken) {}

  private final HttpServer server;
  private final RSAKey key = TestIssuer.rsa("provider");
  private final Map<String, Grant> codes = new ConcurrentHashMap<>();
  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private volatile boolean away;

  TestProvider() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /// From now on it answers nothing of use.
  void goAway(boolean away) {
    this.away = away;
  }

  /// An ID token's claims, for the sign-in that the browser was sent with.
  JWTClaimsSet.Builder claims(URI sentTo, String subject) {
    return new JWTClaimsSet.Builder()
        .issuer(url())
        .audience(CLIENT)
        .subject(subject)
        .claim("nonce", query(sentTo, "nonce"))
        .claim("email", subject + "@acme.example")
        .expirationTime(Date.from(Instant.now().plusSeconds(300)));
  }

  /// Somebody agrees: the code that the browser takes back.
  ///
  /// @param told what is answered to the access token, by path
  String agree(URI sentTo, JWTClaimsSet.Builder claims, Map<String, Object> told) {
    return agree(sentTo, TestIssuer.sign(key, claims), told);
  }

  String agree(URI sentTo, String idToken, Map<String, Object> told) {
    var code = UUID.randomUUID().toString();
    codes.put(
        code, new Grant(query(sentTo, "redirect_uri"), query(sentTo, "code_challenge"), idToken));
    told.forEach((path, answer) -> answers.put("of-" + code + path, Json.text(answer)));
    return code;
  }

  /// A parameter of an address, decoded; "" without it.
  static String query(URI address, String name) {
    var value = UriComponentsBuilder.fromUri(address).build().getQueryParams().getFirst(name);
    return value == null ? "" : URLDecoder.decode(value, StandardCharsets.UTF_8);
  }

  private void answer(HttpExchange exchange) throws IOException {
    var path = exchange.getRequestURI().getPath();
    if (away) {
      send(exchange, 503, "{}");
      return;
    }
    switch (path) {
      case "/.well-known/openid-configuration" -> send(exchange, 200, Json.text(metadata()));
      case "/jwks" -> send(exchange, 200, new JWKSet(key).toString(true));
      case "/token", "/login/oauth/access_token" -> exchangeCode(exchange);
      default -> {
        var token = exchange.getRequestHeaders().getFirst("Authorization");
        var told = token == null ? null : answers.get(token.replaceFirst("^Bearer ", "") + path);
        send(exchange, told == null ? 401 : 200, told == null ? "{}" : told);
      }
    }
  }

  private Map<String, Object> metadata() {
    return Map.of(
        "issuer",
        url(),
        "authorization_endpoint",
        url() + "/authorize",
        "token_endpoint",
        url() + "/token",
        "userinfo_endpoint",
        url() + "/userinfo",
        "jwks_uri",
        url() + "/jwks",
        "response_types_supported",
        new String[] {"code"},
        "subject_types_supported",
        new String[] {"public"},
        "id_token_signing_alg_values_supported",
        new String[] {"RS256"});
  }

  private void exchangeCode(HttpExchange exchange) throws IOException {
    var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    var form = URI.create("http://form/?" + body);
    var code = query(form, "code");
    var grant = codes.remove(code);
    var secret = CLIENT + ":" + URLEncoder.encode(SECRET, StandardCharsets.UTF_8);
    var basic =
        "Basic " + Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8));
    if (!basic.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      send(exchange, 401, "{\"error\":\"invalid_client\"}");
    } else if (grant == null
        || !query(form, "grant_type").equals("authorization_code")
        || !grant.redirectUri().equals(query(form, "redirect_uri"))
        || !grant.challenge().equals(challenge(query(form, "code_verifier")))) {
      send(exchange, 400, "{\"error\":\"invalid_grant\"}");
    } else {
      var answer =
          Map.of(
              "access_token",
              "of-" + code,
              "token_type",
              "Bearer",
              "expires_in",
              300,
              "id_token",
              grant.idToken());
      send(exchange, 200, Json.text(answer));
    }
  }

  private static String challenge(String verifier) {
    try {
      var hash =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void send(HttpExchange exchange, int status, String json) throws IOException {
    var body = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
