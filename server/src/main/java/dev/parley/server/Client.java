package dev.parley.server;

import java.net.InetAddress;
import java.net.UnknownHostException;

/// Who sent a request, as far as proxies can be trusted.
///
/// @param address in digits; "" when unknown
/// @param secure it came over TLS
/// @param host the authority it was sent to, such as `chat.example:8080`
/// @param direct no proxy was in between, as far as headers tell
record Client(String address, boolean secure, String host, boolean direct) {
  boolean isLoopback() {
    try {
      return !address.isEmpty() && InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new AssertionError("addresses in digits are not looked up", e);
    }
  }
}
