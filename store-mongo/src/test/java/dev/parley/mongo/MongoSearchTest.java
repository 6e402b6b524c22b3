package dev.parley.mongo;

import static dev.parley.mongo.Chat.await;

import dev.parley.chat.Events;
import dev.parley.chat.MessageSearch;
import dev.parley.chat.SearchTerms;
import dev.parley.store.MessageSearchContract;
import dev.parley.store.SearchPorts;
import java.time.InstantSource;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ConcernsAsserted.class)
class MongoSearchTest {
  @Nested
  class SearchTest extends MessageSearchContract {
    @Override
    protected SearchPorts open(Events events, InstantSource clock) {
      var store = StandIn.open(events, clock);
      return new SearchPorts(store.conversations(), store.entryLog(), store.search(), store);
    }
  }

  @Test
  void whatNobodyFollowedIsFoundByWhoLooksAroundNext() {
    var uri = StandIn.freshUri();
    String group;
    try (var store = StandIn.open(uri, event -> {}, Chat.CLOCK)) {
      group = Chat.group(store, Chat.ADA);
      Chat.send(store, group, Chat.ADA, "hello there");
    }
    try (var database = StandIn.database(uri)) {
      database.table(Schema.SEARCH_WORDS).deleteAll(Table.ALL);
      database.table(Schema.SEARCH_CURSORS).deleteAll(Table.ALL);
      database.table(Schema.LEASES).deleteAll(Table.ALL);
    }

    try (var store = StandIn.open(uri, event -> {}, Chat.CLOCK)) {
      await().until(() -> store.search().find(query("hel")).size() == 1);
    }
  }

  private static MessageSearch.Query query(String typed) {
    return new MessageSearch.Query(
        Chat.ADA, SearchTerms.of(typed), null, null, null, null, null, 10);
  }
}
