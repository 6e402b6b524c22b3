package dev.parley.server;

import dev.parley.chat.Audit;
import dev.parley.chat.Delay;
import dev.parley.chat.EditHistory;
import dev.parley.chat.EntryLog;
import dev.parley.chat.LastSeen;
import dev.parley.chat.Messages;
import dev.parley.chat.Pins;
import dev.parley.chat.Presence;
import dev.parley.chat.Reactions;
import dev.parley.chat.Receipts;
import dev.parley.chat.Rosters;
import dev.parley.chat.Store;
import dev.parley.gateway.EventsRelay;
import dev.parley.gateway.Views;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What people make of messages once they are sent.
@Configuration(proxyBeanMethods = false)
class MessageConfiguration {
  @Bean
  Reactions reactions(Messages messages, InstantSource clock) {
    return new Reactions(messages, clock);
  }

  @Bean
  Pins pins(EntryLog log, Messages messages, Rosters rosters, InstantSource clock) {
    return new Pins(log, messages, rosters, clock);
  }

  @Bean
  EditHistory editHistory(EntryLog log, Audit audit) {
    return new EditHistory(log, audit);
  }

  @Bean
  Receipts receipts(
      Store store,
      EntryLog log,
      Messages messages,
      Rosters rosters,
      EventsRelay events,
      Delay delay) {
    return new Receipts(store.receipts(), log, messages, rosters, events, delay);
  }

  @Bean
  LastSeen lastSeen(Store store, Presence presence, InstantSource clock) {
    return new LastSeen(store.lastSeen(), presence, clock);
  }

  @Bean
  ReceiptController receiptController(Receipts receipts) {
    return new ReceiptController(receipts);
  }

  @Bean
  ReactionController reactionController(Reactions reactions, Views views) {
    return new ReactionController(reactions, views);
  }

  @Bean
  PinController pinController(Pins pins, Views views) {
    return new PinController(pins, views);
  }

  @Bean
  EditController editController(EditHistory edits) {
    return new EditController(edits);
  }
}
