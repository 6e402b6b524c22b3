package dev.parley.server;

import dev.parley.chat.Contacts;
import dev.parley.chat.ConversationStore;
import dev.parley.chat.Conversations;
import dev.parley.chat.EntryLog;
import dev.parley.chat.Groups;
import dev.parley.chat.History;
import dev.parley.chat.Messages;
import dev.parley.chat.ReadMarks;
import dev.parley.chat.Rosters;
import dev.parley.chat.SessionStore;
import dev.parley.chat.Sessions;
import dev.parley.chat.Sync;
import dev.parley.chat.UploadAccess;
import dev.parley.gateway.AccessTokens;
import dev.parley.gateway.EventsRelay;
import dev.parley.gateway.Profiles;
import dev.parley.gateway.Views;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Second: the use cases on the stores, and what REST and sockets share.
@Configuration(proxyBeanMethods = false)
class ChatConfiguration {
  @Bean
  Argon2Passwords passwords() {
    return new Argon2Passwords(Runtime.getRuntime().availableProcessors());
  }

  @Bean
  Sessions sessions(SessionStore store, EventsRelay events, InstantSource clock, Secrets secrets) {
    return new Sessions(store, events, clock, secrets.refreshKey());
  }

  @Bean
  Rosters rosters(ConversationStore store) {
    return new Rosters(store);
  }

  @Bean
  Messages messages(
      EntryLog log,
      Rosters rosters,
      ConversationStore conversations,
      Profiles profiles,
      Contacts contacts,
      UploadAccess uploads,
      InstantSource clock) {
    return new Messages(log, rosters, conversations, profiles, contacts, uploads, clock);
  }

  @Bean
  History history(EntryLog log, Rosters rosters) {
    return new History(log, rosters);
  }

  @Bean
  Conversations conversations(
      ConversationStore store,
      Profiles profiles,
      Rosters rosters,
      Contacts contacts,
      UploadAccess uploads,
      InstantSource clock,
      ParleySettings settings) {
    return new Conversations(
        store, profiles, rosters, contacts, uploads, clock, settings.groupSize());
  }

  @Bean
  Groups groups(
      EntryLog log,
      ConversationStore store,
      Conversations conversations,
      Profiles profiles,
      Rosters rosters,
      Contacts contacts,
      ParleySettings settings) {
    return new Groups(log, store, conversations, profiles, rosters, contacts, settings.groupSize());
  }

  @Bean
  ReadMarks readMarks(ConversationStore store, InstantSource clock) {
    return new ReadMarks(store, clock);
  }

  @Bean
  Sync sync(EntryLog log, ConversationStore store) {
    return new Sync(log, store);
  }

  @Bean
  AccessTokens accessTokens(Secrets secrets, InstantSource clock) {
    return new AccessTokens(secrets.accessKey(), clock);
  }

  @Bean
  Views views(Profiles profiles) {
    return new Views(profiles);
  }
}
