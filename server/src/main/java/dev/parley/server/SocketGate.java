package dev.parley.server;

import dev.parley.chat.Refused;
import dev.parley.engineio.Handshake;
import dev.parley.gateway.Credentials;
import dev.parley.gateway.Json;
import dev.parley.gateway.Problem;
import dev.parley.netty.Gate;
import dev.parley.netty.Refusal;
import org.jspecify.annotations.Nullable;

/// Keeps other sites' pages from opening sockets with a user's cookies: [OriginGate] for
/// handshakes.
final class SocketGate implements Gate {
  private final Origins origins;
  private final Proxies proxies;

  SocketGate(Origins origins, Proxies proxies) {
    this.origins = origins;
    this.proxies = proxies;
  }

  @Override
  public @Nullable Refusal refuse(Handshake handshake) {
    var headers = handshake.headers();
    var credentials = Credentials.of(null, headers.get("authorization"), headers.get("cookie"));
    var client = proxies.client(handshake.remoteAddress(), handshake.secure(), headers::get);
    if (!credentials.byCookie()
        || origins.mayUseCookies(headers.get("origin"), headers.get("sec-fetch-site"), client)) {
      return null;
    }
    var problem =
        Problem.of(
            new Refused(dev.parley.chat.Refusal.ORIGIN_NOT_ALLOWED, "This origin is not allowed"));
    return new Refusal(problem.code(), Json.text(problem));
  }
}
