package dev.parley.server;

import dev.parley.chat.Audit;
import dev.parley.chat.AuditStore;
import dev.parley.chat.Blocks;
import dev.parley.chat.Consents;
import dev.parley.chat.Contacts;
import dev.parley.chat.ConversationStore;
import dev.parley.chat.Conversations;
import dev.parley.chat.EntryLog;
import dev.parley.chat.Expiry;
import dev.parley.chat.Friends;
import dev.parley.chat.GroupInvitationStore;
import dev.parley.chat.Groups;
import dev.parley.chat.LastSeen;
import dev.parley.chat.Messages;
import dev.parley.chat.Moderation;
import dev.parley.chat.Presence;
import dev.parley.chat.RelationStore;
import dev.parley.chat.Relations;
import dev.parley.chat.Removals;
import dev.parley.chat.ReportStore;
import dev.parley.chat.Reports;
import dev.parley.chat.Retention;
import dev.parley.chat.Rosters;
import dev.parley.chat.Store;
import dev.parley.chat.StrangerStore;
import dev.parley.chat.Tombstones;
import dev.parley.gateway.EventsRelay;
import dev.parley.gateway.FriendViews;
import dev.parley.gateway.GroupInvitationViews;
import dev.parley.gateway.Profiles;
import dev.parley.gateway.Views;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What people are to each other, and what administrators do.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PeopleSettings.class)
class PeopleConfiguration {
  @Bean
  AuditStore auditStore(Store store) {
    return store.audit();
  }

  @Bean
  Audit audit(AuditStore store, Profiles profiles, InstantSource clock) {
    return new Audit(store, profiles, clock);
  }

  @Bean
  RelationStore relationStore(Store store) {
    return store.relations();
  }

  @Bean
  Relations relations(RelationStore store) {
    return new Relations(store);
  }

  @Bean
  StrangerStore strangerStore(Store store) {
    return store.strangers();
  }

  @Bean
  GroupInvitationStore groupInvitationStore(Store store) {
    return store.groupInvitations();
  }

  @Bean
  Contacts contacts(
      Relations relations,
      StrangerStore choices,
      GroupInvitationStore invitations,
      PeopleSettings settings,
      InstantSource clock) {
    return new Contacts(relations, choices, invitations, settings.strangers(), clock);
  }

  @Bean
  Consents consents(
      GroupInvitationStore store,
      Contacts contacts,
      Relations relations,
      ConversationStore conversations,
      Groups groups) {
    return new Consents(store, contacts, relations, conversations, groups);
  }

  @Bean
  ContactController contactController(Contacts contacts, Consents consents, Profiles profiles) {
    return new ContactController(contacts, consents, new GroupInvitationViews(profiles));
  }

  @Bean
  Friends friends(
      Relations relations, Profiles profiles, Conversations conversations, InstantSource clock) {
    return new Friends(relations, profiles, conversations, clock);
  }

  @Bean
  Blocks blocks(Relations relations, Profiles profiles, InstantSource clock) {
    return new Blocks(relations, profiles, clock);
  }

  @Bean
  FriendViews friendViews(Profiles profiles) {
    return new FriendViews(profiles);
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
  ReportStore reportStore(Store store) {
    return store.reports();
  }

  @Bean
  Reports reports(
      ReportStore store,
      Profiles profiles,
      Messages messages,
      Conversations conversations,
      Audit audit,
      InstantSource clock) {
    return new Reports(store, profiles, messages, conversations, audit, clock);
  }

  @Bean
  Tombstones tombstones(EntryLog log, InstantSource clock) {
    return new Tombstones(log, clock);
  }

  @Bean
  Retention retention(
      EntryLog log, ConversationStore conversations, Rosters rosters, Contacts contacts) {
    return new Retention(log, conversations, rosters, contacts);
  }

  @Bean
  Expiry expiry(
      Store store,
      EntryLog log,
      Tombstones tombstones,
      PeopleSettings settings,
      InstantSource clock) {
    return new Expiry(store.retention(), log, tombstones, settings.retention(), clock);
  }

  @Bean
  RetentionController retentionController(
      Retention retention, Conversations conversations, Views views) {
    return new RetentionController(retention, conversations, views);
  }

  @Bean
  Removals removals(Audit audit, EntryLog log, Tombstones tombstones, Groups groups) {
    return new Removals(audit, log, tombstones, groups);
  }

  @Bean
  ReportController reportController(Reports reports) {
    return new ReportController(reports);
  }

  @Bean
  FriendController friendController(
      Friends friends,
      FriendViews views,
      Relations relations,
      ConversationStore conversations,
      Presence presence,
      LastSeen lastSeen) {
    return new FriendController(friends, views, relations, conversations, presence, lastSeen);
  }

  @Bean
  FriendRequestController friendRequestController(Friends friends, FriendViews views) {
    return new FriendRequestController(friends, views);
  }

  @Bean
  BlockController blockController(Blocks blocks, FriendViews views) {
    return new BlockController(blocks, views);
  }

  @Bean
  AuditController auditController(Audit audit) {
    return new AuditController(audit);
  }

  @Bean
  ModerationController moderationController(Moderation moderation, Removals removals) {
    return new ModerationController(moderation, removals);
  }
}
