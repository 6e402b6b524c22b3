package dev.parley.netty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engineio.CloseReason;
import dev.parley.engineio.Engine;
import dev.parley.engineio.EngineSettings;
import dev.parley.engineio.Frame;
import dev.parley.engineio.Session;
import dev.parley.engineio.SessionListener;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;

/// Behind TLS, with the JDK's client on the other side.
class TlsTest {
  private static final char[] PASSWORD = "secret".toCharArray();

  private final BlockingQueue<String> got = new LinkedBlockingQueue<>();

  private static final class Sender implements SessionListener {
    @Override
    public void onText(Session session, String data) {
      session.send(Frame.text(data + " over tls: " + session.handshake().secure()));
    }

    @Override
    public void onBinary(Session session, byte[] data) {}

    @Override
    public void onClose(Session session, CloseReason reason) {}
  }

  private static KeyStore selfSigned(Path folder) throws Exception {
    var file = folder.resolve("keys.p12");
    var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    var made =
        new ProcessBuilder(
                List.of(
                    keytool,
                    "-genkeypair",
                    "-alias",
                    "test",
                    "-keyalg",
                    "EC",
                    "-dname",
                    "CN=localhost",
                    "-ext",
                    "san=dns:localhost",
                    "-keystore",
                    file.toString(),
                    "-storepass",
                    new String(PASSWORD)))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool.log").toFile())
            .start();
    assertThat(made.waitFor()).isZero();
    var keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD);
    }
    return keys;
  }

  private static SSLContext trusting(KeyStore keys) throws Exception {
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(keys);
    var context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  @Test
  void bothTransportsWork(@TempDir Path folder) throws Exception {
    var store = selfSigned(folder);
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD);
    var tls = SslContextBuilder.forServer(keys).build();
    var engine = new Engine(EngineSettings.defaults(), session -> new Sender());
    var server =
        HttpServer.create()
            .host("localhost")
            .port(0)
            .secure(spec -> spec.sslContext(tls))
            .doOnChannelInit((observer, channel, address) ->
                channel
                    .pipeline()
                    .addAfter(
                        NettyPipeline.HttpCodec,
                        "engine.io",
                        new EngineHttpHandler(engine, HttpOptions.defaults())))
            .bindNow();
    try (var client = HttpClient.newBuilder().sslContext(trusting(store)).build()) {
      var at = "://localhost:" + server.port() + "/socket.io/?EIO=4&transport=";
      var poll = HttpRequest.newBuilder(URI.create("https" + at + "polling")).build();
      assertThat(client.send(poll, BodyHandlers.ofString()).body()).startsWith("0{\"sid\":");

      var socket =
          client
              .newWebSocketBuilder()
              .buildAsync(URI.create("wss" + at + "websocket"), new Collector())
              .join();
      assertThat(got.poll(Wire.PATIENCE.toSeconds(), TimeUnit.SECONDS)).startsWith("0{\"sid\":");
      socket.sendText("4hello", true).join();
      assertThat(got.poll(Wire.PATIENCE.toSeconds(), TimeUnit.SECONDS))
          .isEqualTo("4hello over tls: true");
      socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
      assertThat(got.poll(Wire.PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo("closed 1000");
    } finally {
      engine.close();
      server.disposeNow();
    }
  }

  private final class Collector implements WebSocket.Listener {
    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      got.add(data.toString());
      from.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      got.add("closed " + code);
      return null;
    }
  }
}
