package dev.parley.server;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Encrypts a push for one browser: RFC 8291, which is `aes128gcm` of RFC 8188 in one record.
final class PushEncryption {
  /// What a push service must take: 4,096 bytes with header, delimiter and tag.
  static final int LONGEST = 4_096 - 86 - 17;

  private static final int COORDINATE = 32;
  private static final int SALT = 16;
  private static final int RECORD = 4_096;
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final ECParameterSpec P256 = p256();

  private PushEncryption() {}

  /// The body of the request that carries it.
  ///
  /// @param p256dh the browser's public key, in base64url
  /// @param auth the secret shared with the browser, in base64url
  static byte[] encrypt(byte[] plain, String p256dh, String auth) {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(P256);
      var salt = new byte[SALT];
      RANDOM.nextBytes(salt);
      return encrypt(plain, decoded(p256dh), decoded(auth), generator.generateKeyPair(), salt);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("a push can't be encrypted for that key", e);
    }
  }

  /// @param own a pair for this message alone
  static byte[] encrypt(byte[] plain, byte[] browser, byte[] auth, KeyPair own, byte[] salt)
      throws GeneralSecurityException {
    if (plain.length > LONGEST) {
      throw new IllegalArgumentException("a push has at most " + LONGEST + " bytes");
    }
    var ownPoint = bytes((ECPublicKey) own.getPublic());
    var agreement = KeyAgreement.getInstance("ECDH");
    agreement.init(own.getPrivate());
    agreement.doPhase(key(browser), true);
    var info =
        ByteBuffer.allocate(14 + 2 * browser.length)
            .put(ascii("WebPush: info\0"))
            .put(browser)
            .put(ownPoint)
            .array();
    var input = derive(agreement.generateSecret(), auth, info, 32);
    var key = derive(input, salt, ascii("Content-Encoding: aes128gcm\0"), 16);
    var nonce = derive(input, salt, ascii("Content-Encoding: nonce\0"), 12);
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
    var padded = Arrays.copyOf(plain, plain.length + 1);
    padded[plain.length] = 2; // the last record, no padding
    var sealed = cipher.doFinal(padded);
    return ByteBuffer.allocate(SALT + 5 + ownPoint.length + sealed.length)
        .put(salt)
        .putInt(RECORD)
        .put((byte) ownPoint.length)
        .put(ownPoint)
        .put(sealed)
        .array();
  }

  private static byte[] derive(byte[] input, byte[] salt, byte[] info, int length)
      throws GeneralSecurityException {
    var parameters =
        HKDFParameterSpec.ofExtract().addIKM(input).addSalt(salt).thenExpand(info, length);
    return KDF.getInstance("HKDF-SHA256").deriveData(parameters);
  }

  private static ECPublicKey key(byte[] point) throws GeneralSecurityException {
    var x = new BigInteger(1, Arrays.copyOfRange(point, 1, 1 + COORDINATE));
    var y = new BigInteger(1, Arrays.copyOfRange(point, 1 + COORDINATE, 1 + 2 * COORDINATE));
    var spec = new ECPublicKeySpec(new ECPoint(x, y), P256);
    return (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(spec);
  }

  private static byte[] bytes(ECPublicKey key) {
    var point = ByteBuffer.allocate(1 + 2 * COORDINATE).put((byte) 4);
    put(point, key.getW().getAffineX());
    put(point, key.getW().getAffineY());
    return point.array();
  }

  private static void put(ByteBuffer point, BigInteger coordinate) {
    var bytes = coordinate.toByteArray(); // with a sign, without leading zeros
    var from = Math.max(0, bytes.length - COORDINATE);
    point.put(new byte[COORDINATE - (bytes.length - from)]).put(bytes, from, bytes.length - from);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] decoded(String base64) {
    return Base64.getUrlDecoder().decode(base64);
  }

  private static ECParameterSpec p256() {
    try {
      var parameters = AlgorithmParameters.getInstance("EC");
      parameters.init(new ECGenParameterSpec("secp256r1"));
      return parameters.getParameterSpec(ECParameterSpec.class);
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every JDK has P-256", e);
    }
  }
}
