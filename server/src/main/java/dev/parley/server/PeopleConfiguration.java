package dev.parley.server;

import dev.parley.chat.Audit;
import dev.parley.chat.AuditStore;
import dev.parley.chat.ConversationStore;
import dev.parley.chat.Moderation;
import dev.parley.chat.Presence;
import dev.parley.gateway.EventsRelay;
import dev.parley.gateway.Profiles;
import dev.parley.sqlite.SqliteStore;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What people are to each other, and what administrators do.
@Configuration(proxyBeanMethods = false)
class PeopleConfiguration {
  @Bean
  AuditStore auditStore(SqliteStore store) {
    return store.audit();
  }

  @Bean
  Audit audit(AuditStore store, Profiles profiles, InstantSource clock) {
    return new Audit(store, profiles, clock);
  }

  @Bean
  Moderation moderation(
      Audit audit,
      Presence presence,
      ConversationStore conversations,
      EventsRelay events,
      InstantSource clock) {
    return new Moderation(audit, presence, conversations, events, clock);
  }

  @Bean
  AuditController auditController(Audit audit) {
    return new AuditController(audit);
  }

  @Bean
  ModerationController moderationController(Moderation moderation) {
    return new ModerationController(moderation);
  }
}
