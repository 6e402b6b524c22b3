package dev.parley.server;

import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;

/// Where a browser finds this server: as set, else where its request was sent to. A provider sends
/// browsers only to addresses that were registered with it, whatever the request says.
final class PublicAddress {
  private final @Nullable String set;
  private final Clients clients;

  PublicAddress(@Nullable String set, Clients clients) {
    this.set = set == null || set.isBlank() ? null : set.strip().replaceFirst("/$", "");
    this.clients = clients;
  }

  /// Without a slash at its end.
  String of(ServerWebExchange exchange) {
    if (set != null) {
      return set;
    }
    var client = clients.of(exchange);
    return (client.secure() ? "https://" : "http://") + client.host();
  }
}
