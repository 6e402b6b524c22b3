package dev.parley.server;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;

/// The [Client] of a REST request.
final class Clients {
  private final Proxies proxies;

  Clients(Proxies proxies) {
    this.proxies = proxies;
  }

  Client of(ServerWebExchange exchange) {
    var request = exchange.getRequest();
    Function<String, @Nullable String> header =
        name -> {
          var values = request.getHeaders().get(name);
          return values == null ? null : String.join(",", values);
        };
    return proxies.client(request.getRemoteAddress(), request.getSslInfo() != null, header);
  }
}
