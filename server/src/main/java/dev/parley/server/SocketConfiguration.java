package dev.parley.server;

import dev.parley.chat.ConversationStore;
import dev.parley.chat.Conversations;
import dev.parley.chat.Delay;
import dev.parley.chat.Expiry;
import dev.parley.chat.LastSeen;
import dev.parley.chat.Messages;
import dev.parley.chat.Nodes;
import dev.parley.chat.Presence;
import dev.parley.chat.Pushes;
import dev.parley.chat.RateLimits;
import dev.parley.chat.Reactions;
import dev.parley.chat.ReadMarks;
import dev.parley.chat.Receipts;
import dev.parley.chat.Relations;
import dev.parley.chat.Rosters;
import dev.parley.chat.SessionStore;
import dev.parley.chat.Sync;
import dev.parley.chat.Whereabouts;
import dev.parley.engineio.Engine;
import dev.parley.engineio.EngineSettings;
import dev.parley.gateway.Authenticator;
import dev.parley.gateway.ChatSockets;
import dev.parley.gateway.Cluster;
import dev.parley.gateway.Deliveries;
import dev.parley.gateway.EventsRelay;
import dev.parley.gateway.Profiles;
import dev.parley.gateway.SocketDirectory;
import dev.parley.gateway.UseCases;
import dev.parley.netty.HttpOptions;
import dev.parley.netty.Relay;
import dev.parley.socketio.SocketServer;
import java.time.InstantSource;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Fifth: sockets, and who tells them what was committed.
@Configuration(proxyBeanMethods = false)
class SocketConfiguration {
  static final EngineSettings ENGINE = EngineSettings.defaults();

  @Bean
  Timer timer() {
    return new Timer();
  }

  @Bean
  Housekeeping housekeeping(
      SessionStore sessions, Expiry expiry, InstantSource clock, Delay delay) {
    var housekeeping =
        new Housekeeping(
            List.of(() -> sessions.removeExpired(clock.instant()), expiry::sweep), delay);
    housekeeping.begin();
    return housekeeping;
  }

  @Bean
  Presence presence(
      EventsRelay events, ObjectProvider<Whereabouts> elsewhere, InstantSource clock, Delay delay) {
    var known = elsewhere.getIfAvailable(() -> Whereabouts.ALONE);
    return new Presence(events, known, clock, delay);
  }

  @Bean
  UseCases useCases(
      Messages messages,
      Reactions reactions,
      Conversations conversations,
      ReadMarks marks,
      Receipts receipts,
      Sync sync,
      Presence presence,
      LastSeen lastSeen,
      Relations relations,
      Rosters rosters) {
    return new UseCases(
        messages,
        reactions,
        conversations,
        marks,
        receipts,
        sync,
        presence,
        lastSeen,
        relations,
        rosters);
  }

  @Bean
  SocketServer socketServer() {
    return new SocketServer();
  }

  @Bean
  SocketDirectory socketDirectory(SocketServer sockets) {
    return new SocketDirectory(sockets.of("/"));
  }

  @Bean
  Deliveries deliveries(
      SocketDirectory directory,
      UseCases chat,
      ConversationStore conversations,
      Profiles profiles,
      Delay delay) {
    return new Deliveries(directory, chat, conversations, profiles, delay);
  }

  @Bean
  MessageRate messageRate(
      Deliveries deliveries,
      ObjectProvider<Cluster> cluster,
      ObjectProvider<Pushes> pushes,
      EventsRelay events,
      InstantSource clock) {
    var many = cluster.getIfAvailable();
    var rate = new MessageRate(many == null ? deliveries : many, clock);
    var noting = pushes.getIfAvailable();
    events.to(noting == null ? rate : new PushTap(rate, noting));
    return rate;
  }

  @Bean
  ChatSockets chatSockets(
      SocketDirectory directory,
      UseCases chat,
      Authenticator authenticator,
      Profiles profiles,
      Delay delay,
      InstantSource clock,
      RateLimits limits,
      LimitSettings settings) {
    var chatSockets =
        new ChatSockets(directory, chat, authenticator, profiles, delay, clock)
            .limits(limits)
            .socketsOfUser(settings.enabled() ? settings.connectionsOfUser() : 0);
    chatSockets.open();
    return chatSockets;
  }

  @Bean
  Engine engine(SocketServer sockets, ObjectProvider<Nodes> cluster) {
    var nodes = cluster.getIfAvailable();
    return new Engine(nodes == null ? ENGINE : ENGINE.withSessionIdPrefix(nodes.self()), sockets);
  }

  @Bean
  HttpOptions socketOptions(Origins origins, Proxies proxies, ObjectProvider<Relay> cluster) {
    var options =
        HttpOptions.defaults()
            .withAllowedOrigin(origins::isListed)
            .withGate(new SocketGate(origins, proxies));
    var relay = cluster.getIfAvailable();
    return relay == null ? options : options.withRelay(relay);
  }

  @Bean
  SocketDrain socketDrain(
      SocketServer sockets, Engine engine, ObjectProvider<Relay> relay, ParleySettings settings) {
    return new SocketDrain(sockets, engine, relay.getIfAvailable(), settings.drain());
  }

  @Bean
  Figures figures(Engine engine, Presence presence, MessageRate rate, Messages messages) {
    return new Figures(engine, presence, rate, messages);
  }
}
