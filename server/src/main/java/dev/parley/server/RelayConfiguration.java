package dev.parley.server;

import dev.parley.chat.Nodes;
import dev.parley.engineio.Engine;
import dev.parley.netty.HttpOptions;
import dev.parley.netty.Relay;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/// Lets any node take any client's requests.
@Configuration(proxyBeanMethods = false)
@Conditional(WithNodeAddress.class)
@EnableConfigurationProperties(NodeSettings.class)
class RelayConfiguration {
  @Bean
  Relay relay(ObjectProvider<Nodes> cluster, Secrets secrets) {
    var nodes = cluster.getIfAvailable();
    if (nodes == null) {
      throw new StartFailure("PARLEY_NODE_ADDRESS is for other nodes: set PARLEY_REDIS_URI too");
    }
    var owners = new NodeOwners(nodes);
    var relay = new Relay(owners, SocketConfiguration.ENGINE, secrets.relaySecret());
    owners.tell(relay);
    return relay;
  }

  @Bean
  RelayStart relayStart(
      Engine engine, HttpOptions options, Secrets secrets, NodeSettings settings) {
    return new RelayStart(engine, options, secrets, settings);
  }
}
