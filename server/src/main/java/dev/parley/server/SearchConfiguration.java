package dev.parley.server;

import dev.parley.chat.Rosters;
import dev.parley.chat.Search;
import dev.parley.chat.Store;
import dev.parley.gateway.Views;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Searching messages.
@Configuration(proxyBeanMethods = false)
class SearchConfiguration {
  @Bean
  Search search(Store store, Rosters rosters) {
    return new Search(store.search(), rosters);
  }

  @Bean
  SearchController searchController(Search search, Views views) {
    return new SearchController(search, views);
  }
}
