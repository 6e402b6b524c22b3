package dev.parley.server;

import dev.parley.chat.Refusal;
import dev.parley.chat.Refused;
import dev.parley.engineio.Engine;
import dev.parley.gateway.Json;
import dev.parley.gateway.Problem;
import dev.parley.netty.HttpOptions;
import io.netty.handler.codec.http.HttpHeaderNames;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.resources.LoopResources;

/// Last: the one port.
@Configuration(proxyBeanMethods = false)
class PortConfiguration {
  /// No more event loops than cores: waking many costs more than what they share.
  @Bean
  ReactorResourceFactory reactorResources() {
    var resources = new ReactorResourceFactory();
    resources.setUseGlobalResources(false);
    resources.setLoopResources(
        LoopResources.create("parley", Runtime.getRuntime().availableProcessors(), false));
    return resources;
  }

  @Bean
  ConnectionsByAddress connectionsByAddress(LimitSettings limits, Proxies proxies) {
    return new ConnectionsByAddress(limits.enabled() ? limits.connectionsOfAddress() : 0, proxies);
  }

  @Bean
  NettyServerCustomizer connections(
      Engine engine, HttpOptions options, ConnectionsByAddress connections) {
    var setup = new ConnectionSetup(engine, options, connections);
    return server -> server.doOnChannelInit((observer, channel, remote) -> setup.accept(channel));
  }

  /// A target that is no URI is answered by the framework with a bare 400; here it gets a body.
  @Bean
  NettyServerCustomizer malformedTargets() {
    return server -> server.mapHandle((handled, connection) -> handled.then(explained(connection)));
  }

  private static Mono<Void> explained(Connection connection) {
    return Mono.defer(() -> {
      if (!(connection instanceof HttpServerResponse response) || response.hasSentHeaders()) {
        return Mono.empty();
      }
      var refused = new Refused(Refusal.VALIDATION_FAILED, "Malformed address");
      return response
          .header(HttpHeaderNames.CONTENT_TYPE, "application/json")
          .sendString(Mono.just(Json.text(Problem.of(refused))))
          .then();
    });
  }
}
