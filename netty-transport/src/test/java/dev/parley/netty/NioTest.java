package dev.parley.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// That the build's second run of some tests is what it is for: without epoll.
@EnabledIfSystemProperty(named = "io.netty.transport.noNative", matches = "true")
class NioTest {
  @Test
  void thisRunIsWithoutEpoll() {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    var port =
        ListeningPort.open(
            address,
            new ChannelInitializer<>() {
              @Override
              protected void initChannel(Channel channel) {}
            });
    assertThat(port.listening()).isInstanceOf(NioServerSocketChannel.class);
    port.stop();
  }
}
