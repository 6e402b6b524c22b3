package dev.parley.server;

import dev.parley.chat.Accounts;
import dev.parley.chat.Blocks;
import dev.parley.chat.ConversationStore;
import dev.parley.chat.DepartureStore;
import dev.parley.chat.Departures;
import dev.parley.chat.EntryLog;
import dev.parley.chat.Farewell;
import dev.parley.chat.Friends;
import dev.parley.chat.Groups;
import dev.parley.chat.Passwords;
import dev.parley.chat.Relations;
import dev.parley.chat.Rosters;
import dev.parley.chat.Sessions;
import dev.parley.chat.Store;
import dev.parley.chat.Tombstones;
import dev.parley.gateway.EventsRelay;
import dev.parley.gateway.FriendViews;
import dev.parley.gateway.Profiles;
import dev.parley.gateway.Views;
import java.time.InstantSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.AsyncTaskExecutor;
import reactor.core.scheduler.Schedulers;

/// Taking one's data along, and deleting one's account.
@Configuration(proxyBeanMethods = false)
class DepartureConfiguration {
  @Bean
  DepartureStore departureStore(Store store) {
    return store.departures();
  }

  @Bean
  Farewell farewell(
      DepartureStore store,
      ConversationStore conversations,
      Groups groups,
      Relations relations,
      EntryLog log,
      InstantSource clock) {
    var tombstones = new Tombstones(log, clock);
    return new Farewell(store, conversations, groups, relations, tombstones, clock);
  }

  @Bean
  Departures departures(
      Profiles profiles,
      Passwords passwords,
      Sessions sessions,
      EventsRelay events,
      Farewell farewell,
      @Qualifier("applicationTaskExecutor") AsyncTaskExecutor virtualThreads) {
    var departures =
        new Departures(profiles, passwords, sessions, events, farewell, virtualThreads);
    departures.resume();
    return departures;
  }

  @Bean
  Exports exports(
      Accounts accounts,
      Sessions sessions,
      Friends friends,
      Blocks blocks,
      ConversationStore conversations,
      EntryLog log,
      Rosters rosters,
      Views views,
      Profiles profiles) {
    var sources =
        new Exports.Sources(accounts, sessions, friends, blocks, conversations, log, rosters);
    return new Exports(sources, views, new FriendViews(profiles));
  }

  @Bean
  SelfController selfController(
      Departures departures,
      Exports exports,
      SessionCookies cookies,
      @Qualifier("applicationTaskExecutor") AsyncTaskExecutor virtualThreads) {
    return new SelfController(
        departures, exports, cookies, Schedulers.fromExecutor(virtualThreads));
  }
}
