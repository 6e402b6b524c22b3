package dev.parley.server;

import java.net.InetSocketAddress;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// The settings under `parley.node`.
///
/// @param address `host:port` where other nodes reach this one
@ConfigurationProperties("parley.node")
record NodeSettings(String address) {
  /// The address, looked up, which may take a while.
  InetSocketAddress socketAddress() {
    try {
      return parse(address);
    } catch (IllegalArgumentException e) {
      throw new StartFailure("PARLEY_NODE_ADDRESS is host:port, not " + address);
    }
  }

  static InetSocketAddress parse(String address) {
    int colon = address.lastIndexOf(':');
    if (colon < 1) {
      throw new IllegalArgumentException("not host:port");
    }
    var port = Integer.parseInt(address.substring(colon + 1));
    return new InetSocketAddress(address.substring(0, colon), port);
  }
}
