package dev.parley.server;

import dev.parley.chat.Accounts;
import dev.parley.chat.Conversations;
import dev.parley.chat.Groups;
import dev.parley.chat.History;
import dev.parley.chat.Messages;
import dev.parley.chat.Nodes;
import dev.parley.chat.Presence;
import dev.parley.chat.ReadMarks;
import dev.parley.chat.Refused;
import dev.parley.chat.Relations;
import dev.parley.chat.Sessions;
import dev.parley.chat.SignUp;
import dev.parley.chat.Sync;
import dev.parley.engineio.Engine;
import dev.parley.gateway.AccessTokens;
import dev.parley.gateway.Authenticator;
import dev.parley.gateway.Json;
import dev.parley.gateway.Views;
import java.time.InstantSource;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebHandler;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/// Fourth: the routes.
@Configuration(proxyBeanMethods = false)
class RestConfiguration {
  @Bean
  JsonMapper jsonMapper() {
    return Json.mapper();
  }

  @Bean
  WebSetup webSetup() {
    return new WebSetup();
  }

  /// Before the framework's own.
  @Bean
  @Order(-2)
  ErrorAnswers errorAnswers(SocketDrain drain) {
    return new ErrorAnswers(() -> !drain.isRunning());
  }

  /// Behind the controllers and before the page, which is served under every other address.
  @Bean
  SimpleUrlHandlerMapping unknownRoutes() {
    WebHandler notFound = exchange -> Mono.error(Refused.notFound("Route"));
    return new SimpleUrlHandlerMapping(
        Map.of("/api/**", notFound, "/actuator/**", notFound, "/socket.io/**", notFound), 100);
  }

  /// A folder is no file, so the handler of files would not be asked for it.
  @Bean
  WebFilter frontPages() {
    return (exchange, chain) ->
        switch (exchange.getRequest().getPath().value()) {
          case "/" -> chain.filter(at(exchange, "/index.html"));
          case "/docs", "/docs/" -> chain.filter(at(exchange, "/docs/index.html"));
          default -> chain.filter(exchange);
        };
  }

  private static ServerWebExchange at(ServerWebExchange exchange, String path) {
    return exchange.mutate().request(request -> request.path(path)).build();
  }

  @Bean
  SessionCookies sessionCookies(
      AccessTokens tokens, Clients clients, InstantSource clock, ParleySettings settings) {
    return new SessionCookies(tokens, clients, clock, settings.secureCookies());
  }

  @Bean
  AuthController authController(
      Accounts accounts,
      Sessions sessions,
      Authenticator authenticator,
      SessionCookies cookies,
      Clients clients,
      SignUp signUp,
      AccountLimit limit) {
    return new AuthController(accounts, sessions, authenticator, cookies, clients, signUp, limit);
  }

  @Bean
  UserController userController(Accounts accounts, Relations relations) {
    return new UserController(accounts, relations);
  }

  @Bean
  ConversationController conversationController(
      Conversations conversations,
      Groups groups,
      ReadMarks marks,
      Relations relations,
      Views views) {
    return new ConversationController(conversations, groups, marks, relations, views);
  }

  @Bean
  MemberController memberController(Groups groups) {
    return new MemberController(groups);
  }

  @Bean
  MessageController messageController(
      Messages messages, Conversations conversations, History history, Views views) {
    return new MessageController(messages, conversations, history, views);
  }

  @Bean
  SyncController syncController(Sync sync, Views views) {
    return new SyncController(sync, views);
  }

  @Bean
  AdminController adminController(
      Presence presence,
      Engine engine,
      MessageRate rate,
      ObjectProvider<Nodes> nodes,
      InstantSource clock) {
    return new AdminController(presence, engine, rate, nodes.getIfAvailable(), clock);
  }
}
