package dev.parley.gateway;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.jca.JCAContext;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.Set;

/// EdDSA signatures (RFC 8037) with Ed25519, by the JDK: the library's own verifier needs another
/// library, of megabytes, for that.
final class Ed25519 implements JWSVerifier {
  /// What stands before the 32 bytes of a key in its X.509 form, RFC 8410 §4.
  private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

  private static final int KEY_LENGTH = 32;

  private final PublicKey key;
  private final JCAContext context = new JCAContext();

  Ed25519(OctetKeyPair pair) throws JOSEException {
    var bytes = pair.getDecodedX();
    if (!Curve.Ed25519.equals(pair.getCurve()) || bytes.length != KEY_LENGTH) {
      throw new JOSEException("no Ed25519 key");
    }
    var encoded = new byte[X509_PREFIX.length + KEY_LENGTH];
    System.arraycopy(X509_PREFIX, 0, encoded, 0, X509_PREFIX.length);
    System.arraycopy(bytes, 0, encoded, X509_PREFIX.length, KEY_LENGTH);
    try {
      key = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
    } catch (GeneralSecurityException e) {
      throw new JOSEException("no Ed25519 key", e);
    }
  }

  @Override
  public boolean verify(JWSHeader header, byte[] signingInput, Base64URL signature)
      throws JOSEException {
    if (!supportedJWSAlgorithms().contains(header.getAlgorithm())
        || header.getCriticalParams() != null) {
      return false;
    }
    try {
      var verifying = Signature.getInstance("Ed25519");
      verifying.initVerify(key);
      verifying.update(signingInput);
      return verifying.verify(signature.decode());
    } catch (SignatureException e) {
      return false; // not of the form of a signature
    } catch (GeneralSecurityException e) {
      throw new JOSEException("every JDK has Ed25519", e);
    }
  }

  @Override
  public Set<JWSAlgorithm> supportedJWSAlgorithms() {
    return Set.of(JWSAlgorithm.EdDSA, JWSAlgorithm.Ed25519);
  }

  @Override
  public JCAContext getJCAContext() {
    return context;
  }
}
