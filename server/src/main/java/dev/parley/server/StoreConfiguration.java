package dev.parley.server;

import dev.parley.chat.ConversationStore;
import dev.parley.chat.EntryLog;
import dev.parley.chat.SessionStore;
import dev.parley.chat.Store;
import dev.parley.gateway.EventsRelay;
import dev.parley.gateway.Profiles;
import dev.parley.mongo.MongoStore;
import dev.parley.mongo.UnusableDatabase;
import dev.parley.sqlite.SqliteStore;
import dev.parley.sqlite.UnusableDataFolder;
import java.time.Clock;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// First: what is kept, and the secret that guards it. Only the holder of the data folder's lock
/// touches the secret.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MongoSettings.class)
class StoreConfiguration {
  @Bean
  InstantSource clock() {
    return Clock.systemUTC();
  }

  @Bean
  EventsRelay events() {
    return new EventsRelay();
  }

  /// With MongoDB the folder holds the secret, the command line's socket, and files.
  @Bean
  HeldFolder heldFolder(ParleySettings settings, MongoSettings mongo) {
    return mongo.isSet() ? HeldFolder.of(settings.data()) : HeldFolder.NONE;
  }

  @Bean
  Store store(
      ParleySettings settings,
      MongoSettings mongo,
      HeldFolder folder,
      EventsRelay events,
      InstantSource clock) {
    try {
      return mongo.isSet()
          ? MongoStore.open(mongo.uri(), mongo.timeout(), events, clock)
          : SqliteStore.open(settings.data(), events, clock);
    } catch (UnusableDataFolder | UnusableDatabase e) {
      throw new StartFailure(String.valueOf(e.getMessage()));
    }
  }

  @Bean
  Secrets secrets(ParleySettings settings, Store store) {
    return Secrets.of(settings.jwtSecret(), settings.data());
  }

  @Bean
  StoreHealth storeHealthIndicator(Store store) {
    return new StoreHealth(store);
  }

  @Bean
  EntryLog entryLog(Store store) {
    return store.entryLog();
  }

  @Bean
  ConversationStore conversationStore(Store store) {
    return store.conversations();
  }

  @Bean
  SessionStore sessionStore(Store store) {
    return store.sessions();
  }

  @Bean
  Profiles profiles(Store store) {
    return new Profiles(store.users());
  }
}
