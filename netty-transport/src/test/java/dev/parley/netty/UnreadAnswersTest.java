package dev.parley.netty;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engineio.Engine;
import dev.parley.engineio.EngineSettings;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A client that asks and does not read the answers, on a channel that counts how often it is read
/// from.
class UnreadAnswersTest {
  private int reads;

  private final EmbeddedChannel channel =
      new EmbeddedChannel(
          new ChannelOutboundHandlerAdapter() {
            @Override
            public void read(ChannelHandlerContext context) {
              reads++;
              context.read();
            }
          },
          new HttpServerCodec(),
          new EngineHttpHandler(
              new Engine(
                  EngineSettings.defaults(),
                  session -> {
                    throw new IllegalStateException("nobody opens a session here");
                  }),
              HttpOptions.defaults()));

  private final ChannelOutboundBuffer answers =
      Objects.requireNonNull(channel.unsafe().outboundBuffer());

  @AfterEach
  void release() {
    channel.finishAndReleaseAll();
  }

  private void ask() {
    var request = "GET /socket.io/?EIO=4&transport=abc HTTP/1.1\r\n\r\n";
    channel.writeInbound(Unpooled.copiedBuffer(request, US_ASCII));
  }

  private void readsAnswers(boolean reads) {
    answers.setUserDefinedWritability(1, reads);
    channel.runPendingTasks();
  }

  @Test
  void isNotReadFromUntilItReads() {
    ask();
    assertThat(channel.config().isAutoRead()).isTrue();
    readsAnswers(false);
    ask();
    assertThat(channel.config().isAutoRead()).isFalse();
    readsAnswers(true);
    assertThat(channel.config().isAutoRead()).isTrue();
  }

  /// As a framework does, which asks for each read.
  @Test
  void isNotReadFromForWhoAsksForReadsEither() {
    channel.config().setAutoRead(false);
    readsAnswers(false);
    ask();
    reads = 0;
    channel.read();
    assertThat(reads).isZero();
    readsAnswers(true);
    assertThat(reads).isOne();
    assertThat(channel.config().isAutoRead()).isFalse();
  }
}
