package dev.parley.server;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;

/// Who sent a request, as far as proxies can be trusted.
///
/// @param address in digits; "" when unknown
/// @param secure it came over TLS
/// @param host the authority it was sent to, such as `chat.example:8080`
/// @param direct no proxy was in between, as far as headers tell
record Client(String address, boolean secure, String host, boolean direct) {
  /// Whose budget a request without a user takes from: the address; of IPv6 its /64, since that is
  /// what one customer gets. IPv4 within IPv6 is IPv4.
  String network() {
    try {
      var bytes = InetAddress.getByName(address).getAddress();
      return bytes.length == 16
          ? HexFormat.of().formatHex(bytes, 0, 8) + "::/64"
          : InetAddress.getByAddress(bytes).getHostAddress();
    } catch (UnknownHostException e) {
      throw new AssertionError("addresses in digits are not looked up", e);
    }
  }

  boolean isLoopback() {
    try {
      return !address.isEmpty() && InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new AssertionError("addresses in digits are not looked up", e);
    }
  }
}
