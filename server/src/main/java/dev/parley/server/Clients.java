package dev.parley.server;

import dev.parley.chat.Sessions;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;

/// The [Client] of a REST request.
final class Clients {
  private static final int DEVICE_LENGTH = 255;

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

  /// What somebody signs in on.
  Sessions.Device device(ServerWebExchange exchange) {
    var agent = exchange.getRequest().getHeaders().getFirst(HttpHeaders.USER_AGENT);
    var device = agent == null ? "" : agent.substring(0, Math.min(agent.length(), DEVICE_LENGTH));
    return new Sessions.Device(device, of(exchange).address());
  }
}
