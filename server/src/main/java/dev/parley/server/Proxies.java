package dev.parley.server;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Finds out who is behind reverse proxies, for REST and sockets alike. Only what trusted proxies
/// say is believed: `X-Forwarded-For` is read from its end, as far as it was written by them.
final class Proxies {
  private final List<Network> trusted;

  Proxies(List<String> trusted) {
    this.trusted = trusted.stream().map(String::strip).map(Network::parse).toList();
  }

  /// @param remote the other end of the connection
  /// @param header a header's value, several joined by commas, null if absent
  Client client(
      @Nullable InetSocketAddress remote, boolean tls, Function<String, @Nullable String> header) {
    var host = orEmpty(header.apply("Host"));
    var forwardedFor = header.apply("X-Forwarded-For");
    var direct = forwardedFor == null && header.apply("Forwarded") == null;
    var peer = remote == null ? null : remote.getAddress();
    if (peer == null || !isTrusted(peer)) {
      return new Client(peer == null ? "" : peer.getHostAddress(), tls, host, direct);
    }
    var forwardedHost = header.apply("X-Forwarded-Host");
    return new Client(
        behind(peer, forwardedFor).getHostAddress(),
        tls || "https".equalsIgnoreCase(last(header.apply("X-Forwarded-Proto"))),
        forwardedHost == null ? host : last(forwardedHost),
        direct);
  }

  /// The first one from the end that is no trusted proxy, or the furthest that can be read.
  private InetAddress behind(InetAddress peer, @Nullable String forwardedFor) {
    var client = peer;
    var hops = forwardedFor == null ? new String[0] : forwardedFor.split(",");
    for (int i = hops.length - 1; i >= 0 && isTrusted(client); i--) {
      try {
        client = Network.literal(hops[i].strip());
      } catch (UnknownHostException e) {
        return client;
      }
    }
    return client;
  }

  boolean isTrusted(InetAddress address) {
    for (var network : trusted) {
      if (network.contains(address)) {
        return true;
      }
    }
    return false;
  }

  /// The nearest proxy wrote the last one.
  private static String last(@Nullable String list) {
    return list == null ? "" : list.substring(list.lastIndexOf(',') + 1).strip();
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
