package dev.parley.server;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.parley.gateway.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;

/// A push service on this machine, and a browser behind it: it decrypts by RFC 8291 and RFC 8188,
/// read from the receiver's side, with HMAC alone.
final class PushInbox implements AutoCloseable {
  /// What arrived, decrypted.
  record Arrived(String path, Map<String, String> headers, JsonNode push) {}

  private final HttpServer server;
  private final ECKey key;
  private final byte[] auth = new byte[16];
  private final BlockingQueue<Arrived> arrived = new LinkedBlockingQueue<>();
  private final BlockingQueue<Integer> answers = new LinkedBlockingQueue<>();

  PushInbox() {
    try {
      key = new ECKeyGenerator(Curve.P_256).generate();
      Arrays.fill(auth, (byte) 7);
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/", this::take);
      server.start();
    } catch (IOException | JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  String origin() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /// As a browser's `toJSON()` has it.
  Map<String, Object> subscription(String path) {
    return Map.of(
        "endpoint",
        origin() + "/" + path,
        "keys",
        Map.of("p256dh", text(point(key)), "auth", text(auth)));
  }

  /// Answers the next request with that status, those after it with 201.
  void answer(int... statuses) {
    for (var status : statuses) {
      answers.add(status);
    }
  }

  private void take(HttpExchange exchange) throws IOException {
    var headers = exchange.getRequestHeaders();
    var names = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    headers.forEach((name, values) -> names.put(name, values.getFirst()));
    var body = exchange.getRequestBody().readAllBytes();
    var status = answers.poll();
    if (status != null && status == 429) {
      exchange.getResponseHeaders().set("Retry-After", "0");
    }
    try {
      arrived.add(
          new Arrived(
              exchange.getRequestURI().getPath(), names, Json.mapper().readTree(opened(body))));
      exchange.sendResponseHeaders(status == null ? 201 : status, -1);
    } catch (GeneralSecurityException | JOSEException e) {
      exchange.sendResponseHeaders(400, -1);
    } finally {
      exchange.close();
    }
  }

  /// The next one.
  Arrived next() {
    try {
      var next = arrived.poll(Patience.PATIENCE.toSeconds(), TimeUnit.SECONDS);
      if (next == null) {
        throw new AssertionError("no push came");
      }
      return next;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  boolean isEmpty() {
    return arrived.isEmpty();
  }

  private byte[] opened(byte[] body) throws GeneralSecurityException, JOSEException {
    var salt = Arrays.copyOf(body, 16);
    var sender = Arrays.copyOfRange(body, 21, 21 + body[20]);
    var sealed = Arrays.copyOfRange(body, 21 + body[20], body.length);
    var agreement = KeyAgreement.getInstance("ECDH");
    agreement.init(key.toECPrivateKey());
    agreement.doPhase(ecKey(sender).toECPublicKey(), true);
    var keyInfo = joined("WebPush: info\0".getBytes(StandardCharsets.US_ASCII), point(key), sender);
    var input = hmac(hmac(auth, agreement.generateSecret()), joined(keyInfo, new byte[] {1}));
    var prk = hmac(salt, input);
    var contentKey = hmac(prk, info("Content-Encoding: aes128gcm\0"));
    var nonce = hmac(prk, info("Content-Encoding: nonce\0"));
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        Cipher.DECRYPT_MODE,
        new SecretKeySpec(contentKey, 0, 16, "AES"),
        new GCMParameterSpec(128, nonce, 0, 12));
    var padded = cipher.doFinal(sealed);
    if (padded[padded.length - 1] != 2
        || ByteBuffer.wrap(body, 16, 4).getInt() < body.length - 86) {
      throw new GeneralSecurityException("not one whole record");
    }
    return Arrays.copyOf(padded, padded.length - 1);
  }

  private static byte[] info(String text) {
    return joined(text.getBytes(StandardCharsets.US_ASCII), new byte[] {1});
  }

  private static byte[] hmac(byte[] key, byte[] data) throws GeneralSecurityException {
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(data);
  }

  private static byte[] joined(byte[]... parts) {
    var all = ByteBuffer.allocate(Arrays.stream(parts).mapToInt(part -> part.length).sum());
    for (var part : parts) {
      all.put(part);
    }
    return all.array();
  }

  static byte[] point(ECKey key) {
    return joined(new byte[] {4}, key.getX().decode(), key.getY().decode());
  }

  private static ECKey ecKey(byte[] point) {
    return new ECKey.Builder(
            Curve.P_256,
            Base64URL.encode(Arrays.copyOfRange(point, 1, 33)),
            Base64URL.encode(Arrays.copyOfRange(point, 33, 65)))
        .build();
  }

  static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /// The signed token of an `Authorization` header, which must be of that key.
  static SignedJWT token(String authorization, String publicKey) throws Exception {
    var parts = authorization.substring("vapid t=".length()).split(", k=", -1);
    var token = SignedJWT.parse(parts[0]);
    var signer = ecKey(Base64.getUrlDecoder().decode(publicKey));
    if (!parts[1].equals(publicKey) || !token.verify(new ECDSAVerifier(signer))) {
      throw new AssertionError("signed by another key");
    }
    return token;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
