package dev.parley.server;

import io.netty.channel.Channel;
import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How many connections each address has open, so that one that opens them without end leaves room
/// for the others. Those of trusted proxies are not counted: everybody comes through them.
final class ConnectionsByAddress {
  private static final Logger LOG = LoggerFactory.getLogger(ConnectionsByAddress.class);

  private final int most;
  private final Proxies proxies;
  private final Map<InetAddress, Integer> open = new ConcurrentHashMap<>();

  /// @param most of one address; 0 for no limit
  ConnectionsByAddress(int most, Proxies proxies) {
    this.most = most;
    this.proxies = proxies;
  }

  /// Counts a connection until it ends; false, and not counted, if it is one too many.
  boolean admit(Channel channel, InetAddress address) {
    if (most == 0 || proxies.isTrusted(address)) {
      return true;
    }
    if (open.merge(address, 1, Integer::sum) > most) {
      release(address);
      LOG.debug("{} has {} connections open; one more was closed", address, most);
      return false;
    }
    var _ = channel.closeFuture().addListener(closed -> release(address));
    return true;
  }

  private void release(InetAddress address) {
    open.computeIfPresent(address, (_, count) -> count == 1 ? null : count - 1);
  }
}
