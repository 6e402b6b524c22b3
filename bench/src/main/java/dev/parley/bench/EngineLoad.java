package dev.parley.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/// The clients of [EngineBench], on one thread: WebSockets that count what they get.
final class EngineLoad {
  /// Bytes of a broadcast message with its type digit.
  static final int MESSAGE = 250;

  private static final int FRAME = MESSAGE + 4;
  private static final String UPGRADE =
      """
      GET /socket.io/?EIO=4&transport=websocket HTTP/1.1
      host: 127.0.0.1
      upgrade: websocket
      connection: Upgrade
      sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==
      sec-websocket-version: 13

      """
          .replace("\n", "\r\n");

  private final Selector selector = Selector.open();
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 18);
  private final InetSocketAddress server;
  private final int outstanding;
  private SocketChannel asking = SocketChannel.open();
  private long got;

  private EngineLoad(int port, int outstanding) throws Exception {
    server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    this.outstanding = outstanding;
  }

  public static void main(String[] args) throws Exception {
    var load = new EngineLoad(Integer.parseInt(args[0]), Integer.parseInt(args[2]));
    int connections = Integer.parseInt(args[1]);
    for (int i = 0; i < connections; i++) {
      load.connect();
    }
    load.run(connections);
  }

  /// One after the other, to the end of the open packet.
  private void connect() throws Exception {
    var channel = SocketChannel.open(server);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.write(ByteBuffer.wrap(UPGRADE.getBytes(US_ASCII)));
    buffer.clear();
    while (buffer.position() == 0 || buffer.get(buffer.position() - 1) != '}') {
      channel.read(buffer);
    }
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_READ);
    asking = channel;
  }

  private void run(int connections) throws Exception {
    long wanted = 0;
    while (true) {
      if (outstanding > 0 && got == wanted) {
        wanted += (long) FRAME * connections * outstanding;
        ask();
      }
      selector.select(this::read);
    }
  }

  /// A text frame of the number, masked with zeros.
  private void ask() throws Exception {
    asking.write(ByteBuffer.wrap(new byte[] {(byte) 0x81, (byte) 0x82, 0, 0, 0, 0, '4', digit()}));
  }

  private byte digit() {
    return (byte) ('0' + outstanding);
  }

  private void read(SelectionKey key) {
    try {
      buffer.clear();
      int n = ((SocketChannel) key.channel()).read(buffer);
      if (n < 0) {
        key.cancel();
      } else {
        got += n;
      }
    } catch (IOException ended) {
      key.cancel();
    }
  }
}
