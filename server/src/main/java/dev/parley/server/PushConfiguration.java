package dev.parley.server;

import dev.parley.chat.ConversationStore;
import dev.parley.chat.Delay;
import dev.parley.chat.EntryLog;
import dev.parley.chat.PushEndpoints;
import dev.parley.chat.PushSubscriptions;
import dev.parley.chat.Pushes;
import dev.parley.chat.Relations;
import dev.parley.chat.Sessions;
import dev.parley.chat.Store;
import dev.parley.gateway.Profiles;
import dev.parley.gateway.Vapid;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Telling browsers that have no page open, unless it is turned off.
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty("parley.push.enabled")
@EnableConfigurationProperties(PushSettings.class)
class PushConfiguration {
  @Bean
  Vapid vapid(Store store, PushSettings settings, AccountSettings accounts, InstantSource clock) {
    return new Vapid(store.pushes(), subject(settings, accounts), clock);
  }

  private static @Nullable String subject(PushSettings settings, AccountSettings accounts) {
    var page = accounts.publicUrl();
    if (settings.subject().isEmpty()) {
      return page != null && page.startsWith("https:") ? page.strip() : null;
    }
    return settings.subject();
  }

  @Bean
  PushSubscriptions pushSubscriptions(
      Store store, Sessions sessions, PushSettings settings, InstantSource clock) {
    var endpoints = new PushEndpoints(settings.endpoints());
    return new PushSubscriptions(store.pushes(), sessions, endpoints, clock);
  }

  @Bean
  WebPush webPush(Vapid vapid, Delay delay) {
    return new WebPush(vapid, delay);
  }

  @Bean
  Pushes pushes(
      PushSubscriptions subscriptions,
      WebPush service,
      EntryLog log,
      ConversationStore conversations,
      Profiles profiles,
      Relations relations,
      PushSettings settings,
      Delay delay) {
    var sources = new Pushes.Sources(log, conversations, profiles, relations);
    return new Pushes(subscriptions, service, sources, settings.after(), delay);
  }

  @Bean
  PushController pushController(PushSubscriptions subscriptions, Vapid vapid) {
    return new PushController(subscriptions, vapid);
  }
}
