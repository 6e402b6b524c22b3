package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engineio.Engine;
import dev.parley.engineio.EngineSettings;
import dev.parley.netty.HttpOptions;
import dev.parley.socketio.SocketServer;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import reactor.netty.NettyPipeline;

/// Connections that nobody uses end, whatever had begun on them.
final class ConnectionSetupTest {
  private final EmbeddedChannel channel = new EmbeddedChannel();

  private void setUp() {
    channel.freezeTime();
    channel.pipeline().addLast(NettyPipeline.HttpCodec, new HttpServerCodec());
    new ConnectionSetup(
            new Engine(EngineSettings.defaults(), new SocketServer()),
            HttpOptions.defaults(),
            new ConnectionsByAddress(1, new Proxies(List.of())))
        .accept(channel);
  }

  private void pass(long seconds) {
    channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
    channel.runScheduledPendingTasks();
  }

  private void receive(String text) {
    channel.writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII));
  }

  @Test
  void oneThatAsksForNothingIsClosed() {
    setUp();

    pass(74);
    assertThat(channel.isOpen()).isTrue();

    pass(2);
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void oneThatStopsInTheMiddleOfAskingIsClosed() {
    for (var begun :
        List.of("GET / HT", "POST /socket.io/?EIO=4 HTTP/1.1\r\nContent-Length: 9\r\n\r\n4")) {
      var half = new ConnectionSetupTest();
      half.setUp();
      half.receive(begun);

      half.pass(76);

      assertThat(half.channel.isOpen()).as(begun).isFalse();
    }
  }

  @Test
  void oneThatAsksLetterByLetterIsClosed() {
    setUp();
    for (var letter : "GET / HTT".toCharArray()) {
      assertThat(channel.isOpen()).isTrue();
      receive("" + letter);
      pass(9);
    }
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void aPollThatIsAnsweredByPingsIsNot() {
    setUp();
    receive("GET /socket.io/?EIO=4&transport=polling HTTP/1.1\r\nHost: x\r\n\r\n");

    for (int i = 0; i < 5; i++) {
      pass(25);
      receive("GET /socket.io/?EIO=4&transport=polling HTTP/1.1\r\nHost: x\r\n\r\n");
    }

    assertThat(channel.isOpen()).isTrue();
  }
}
