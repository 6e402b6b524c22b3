package dev.parley.mongo;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.descending;

import com.mongodb.client.model.Filters;
import dev.parley.chat.Entry;
import dev.parley.chat.Message;
import dev.parley.chat.MessageSearch;
import dev.parley.chat.SearchPlaces;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.conversions.Bson;

/// Search by words in MongoDB. The words lead to candidates, newest first; whether somebody may
/// read one is decided by the members there are now, and what it says by the log as it is now.
final class MongoSearch implements MessageSearch {
  private static final int CANDIDATES = 100;

  private final Table words;
  private final Table messages;
  private final Table participants;
  private final Projection projection;

  MongoSearch(Database database, Projection projection) {
    this.words = database.table(Schema.SEARCH_WORDS);
    this.messages = database.table(Schema.MESSAGES);
    this.participants = database.table(Schema.PARTICIPANTS);
    this.projection = projection;
  }

  @Override
  public List<Found> find(Query query) {
    var conversations = conversations(query);
    if (conversations.isEmpty() || query.terms().terms().isEmpty()) {
      return List.of();
    }
    var membership = new HashMap<String, Boolean>();
    var found = new ArrayList<Found>();
    var before = end(query);
    while (found.size() < query.limit()) {
      var page = candidates(query, conversations, before);
      for (var each : check(query, page, membership)) {
        // Those at one place stay on one page, however many: the next one begins behind it.
        if (found.size() < query.limit() || found.getLast().place() == each.place()) {
          found.add(each);
        }
      }
      if (page.size() < CANDIDATES) {
        break;
      }
      before = Fields.number(page.getLast(), "place");
    }
    return found;
  }

  private List<String> conversations(Query query) {
    var one = query.conversationId();
    if (one != null) {
      return List.of(one);
    }
    return participants
        .list(eq("userId", query.userId()), Table.ALL, Integer.MAX_VALUE, include("conversationId"))
        .stream()
        .map(each -> Fields.text(each, "conversationId"))
        .toList();
  }

  private static long end(Query query) {
    var before = query.before();
    var to = query.to();
    return Math.min(
        before == null ? Long.MAX_VALUE : before,
        to == null ? Long.MAX_VALUE : SearchPlaces.since(to));
  }

  /// The next ones, with all that share the last one's place.
  private List<Document> candidates(Query query, List<String> conversations, long before) {
    var filters = new ArrayList<Bson>();
    filters.add(
        conversations.size() == 1
            ? eq("conversationId", conversations.getFirst())
            : in("conversationId", conversations));
    filters.add(SearchWords.matching(query.terms()));
    var sender = query.senderId();
    if (sender != null) {
      filters.add(eq("senderId", sender));
    }
    var from = query.from();
    filters.add(gte("place", from == null ? 0 : SearchPlaces.since(from)));
    var page = page(filters, lt("place", before), CANDIDATES);
    if (page.size() == CANDIDATES) {
      var last = eq("place", Fields.number(page.getLast(), "place"));
      for (var each : page(filters, last, Integer.MAX_VALUE)) {
        if (!page.contains(each)) {
          page.add(each);
        }
      }
    }
    return page;
  }

  private List<Document> page(List<Bson> filters, Bson place, int limit) {
    var all = new ArrayList<>(filters);
    all.add(place);
    return words.list(Filters.and(all), descending("place"), limit, include("place"));
  }

  private List<Found> check(Query query, List<Document> page, Map<String, Boolean> membership) {
    var entries = new HashMap<String, Entry>();
    var ids = page.stream().map(each -> Fields.text(each, "_id")).toList();
    messages
        .byIds(ids, Entries.SEEN)
        .forEach(each -> entries.put(Fields.text(each, "_id"), Entries.entry(each)));
    var found = new ArrayList<Found>();
    for (var each : page) {
      var entry = entries.get(Fields.text(each, "_id"));
      if (entry != null && says(entry, query) && mayRead(entry, query.userId(), membership)) {
        found.add(new Found(entry, Fields.number(each, "place")));
      }
    }
    return found;
  }

  private static boolean says(Entry entry, Query query) {
    var text =
        entry.isLiveMessage() && entry.body() instanceof Message message ? message.text() : null;
    return text != null && !query.terms().in(text).isEmpty();
  }

  private boolean mayRead(Entry entry, String userId, Map<String, Boolean> membership) {
    return membership.computeIfAbsent(
        entry.conversationId(),
        id -> {
          var conversation = projection.current(id);
          return conversation != null && Projection.roster(conversation).contains(userId);
        });
  }
}
