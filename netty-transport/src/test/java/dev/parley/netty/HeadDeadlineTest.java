package dev.parley.netty;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Ten seconds for each head, in time that passes when the test says so.
class HeadDeadlineTest {
  private final EmbeddedChannel channel = new EmbeddedChannel();

  HeadDeadlineTest() {
    channel.freezeTime();
    channel.pipeline().addLast(new HttpServerCodec(), new HeadDeadline(Duration.ofSeconds(10)));
  }

  @AfterEach
  void release() {
    channel.finishAndReleaseAll();
  }

  private void receive(String text) {
    channel.writeInbound(Unpooled.copiedBuffer(text, US_ASCII));
  }

  private void answer(HttpResponseStatus status) {
    var response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status);
    response.headers().set(HttpHeaderNames.CONTENT_LENGTH, 0);
    channel.writeOutbound(response);
  }

  private void pass(int seconds) {
    channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
    channel.runPendingTasks();
  }

  @Test
  void whoSaysNothingIsCutOff() {
    pass(9);
    assertThat(channel.isOpen()).isTrue();
    pass(1);
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void whoSaysItLetterByLetterIsToo() {
    for (var letter : "GET / HTTP".toCharArray()) {
      assertThat(channel.isOpen()).isTrue();
      receive("" + letter);
      pass(1);
    }
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void aBodyAndAnAnswerMayTakeLonger() {
    receive("POST / HTTP/1.1\r\ncontent-length: 2\r\n\r\n");
    pass(60);
    receive("ab");
    answer(HttpResponseStatus.CONTINUE);
    pass(60);
    answer(HttpResponseStatus.OK);
    pass(9);
    assertThat(channel.isOpen()).isTrue();
    pass(1);
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void whileAnotherAnswerIsOwedNobodyIsCutOff() {
    receive("GET / HTTP/1.1\r\n\r\nGET / HTTP/1.1\r\n\r\n");
    answer(HttpResponseStatus.OK);
    pass(60);
    answer(HttpResponseStatus.OK);
    pass(5);
    receive("GET / HTTP/1.1\r\n\r\n");
    pass(60);
    assertThat(channel.isOpen()).isTrue();
  }

  @Test
  void onceRemovedItLeavesTheConnectionAlone() {
    channel.pipeline().remove(HeadDeadline.class);
    pass(60);
    assertThat(channel.isOpen()).isTrue();
  }
}
