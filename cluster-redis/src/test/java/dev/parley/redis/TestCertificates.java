package dev.parley.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// An authority, and a certificate for 127.0.0.1 that it has signed, as files that Redis and nodes
/// read.
final class TestCertificates {
  private static final String PASSWORD = "secret";

  private final Path folder;

  private TestCertificates(Path folder) {
    this.folder = folder;
  }

  static TestCertificates in(Path folder) throws Exception {
    var made = new TestCertificates(Files.createDirectories(folder));
    made.keytool("ca", "-dname", "CN=Authority", "-ext", "bc:c");
    made.keytool("own", "-dname", "CN=Redis", "-signer", "ca", "-ext", "san=ip:127.0.0.1");
    var store = KeyStore.getInstance(made.file("store").toFile(), PASSWORD.toCharArray());
    made.write("ca.crt", "CERTIFICATE", store.getCertificate("ca").getEncoded());
    made.write("own.crt", "CERTIFICATE", store.getCertificate("own").getEncoded());
    made.write("own.key", "PRIVATE KEY", store.getKey("own", PASSWORD.toCharArray()).getEncoded());
    return made;
  }

  private void keytool(String alias, String... options) throws Exception {
    var program = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    var command = new ArrayList<>(List.of(program, "-genkeypair", "-alias", alias));
    command.addAll(List.of("-keyalg", "EC", "-validity", "2", "-storepass", PASSWORD));
    command.addAll(List.of("-keystore", file("store").toString()));
    command.addAll(List.of(options));
    var log = file(alias + ".log");
    var process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    assertThat(process.waitFor()).as(() -> read(log)).isZero();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }

  private void write(String name, String what, byte[] content) throws IOException {
    var text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    Files.writeString(
        file(name), "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n");
  }

  private Path file(String name) {
    return folder.resolve(name);
  }

  /// What a server is started with that asks clients for certificates.
  String[] options() {
    return new String[] {
      "--tls-cert-file", file("own.crt").toString(),
      "--tls-key-file", file("own.key").toString(),
      "--tls-ca-cert-file", file("ca.crt").toString()
    };
  }

  Certificates ofNode() {
    return new Certificates(file("ca.crt"), file("own.crt"), file("own.key"));
  }

  /// Of a node that knows the authority and shows nothing.
  Certificates authority() {
    return new Certificates(file("ca.crt"), null, null);
  }
}
