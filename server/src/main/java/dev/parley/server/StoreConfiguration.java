package dev.parley.server;

import dev.parley.chat.ConversationStore;
import dev.parley.chat.EntryLog;
import dev.parley.chat.SessionStore;
import dev.parley.gateway.EventsRelay;
import dev.parley.gateway.Profiles;
import dev.parley.sqlite.SqliteStore;
import dev.parley.sqlite.UnusableDataFolder;
import java.time.Clock;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// First: what is kept, and the secret that guards it. Only the holder of the data folder's lock
/// touches the secret.
@Configuration(proxyBeanMethods = false)
class StoreConfiguration {
  @Bean
  InstantSource clock() {
    return Clock.systemUTC();
  }

  @Bean
  EventsRelay events() {
    return new EventsRelay();
  }

  @Bean
  SqliteStore store(ParleySettings settings, EventsRelay events, InstantSource clock) {
    try {
      return SqliteStore.open(settings.data(), events, clock);
    } catch (UnusableDataFolder e) {
      throw new StartFailure(String.valueOf(e.getMessage()));
    }
  }

  @Bean
  Secrets secrets(ParleySettings settings, SqliteStore store) {
    return Secrets.of(settings.jwtSecret(), settings.data());
  }

  @Bean
  EntryLog entryLog(SqliteStore store) {
    return store.entryLog();
  }

  @Bean
  ConversationStore conversationStore(SqliteStore store) {
    return store.conversations();
  }

  @Bean
  SessionStore sessionStore(SqliteStore store) {
    return store.sessions();
  }

  @Bean
  Profiles profiles(SqliteStore store) {
    return new Profiles(store.users());
  }
}
