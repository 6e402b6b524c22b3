package dev.parley.server;

import static dev.parley.server.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.ClusterCopy.Held;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import tools.jackson.databind.JsonNode;

/// All entries of a conversation as the server has them, oldest first.
record StoredConversation(List<JsonNode> entries) {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Set<String> ENDS = Set.of("member_removed", "member_left");

  /// By pages of sync over REST.
  static StoredConversation read(Person person, String id) {
    var entries = new ArrayList<JsonNode>();
    long since = 0;
    while (true) {
      var path = "messages/conversation/" + id + "?entries=all&limit=100&sinceRev=" + since;
      var page = answer(person, path).json();
      page.get("data").forEach(entries::add);
      since = page.get("pagination").get("rev").asLong();
      if (!page.get("pagination").get("hasMore").asBoolean()) {
        return new StoredConversation(entries);
      }
    }
  }

  /// On a busy machine what stands in for MongoDB is late at times, and the answer a refusal.
  static Api.Answer answer(Person person, String path) {
    return await()
        .pollDelay(Duration.ZERO)
        .atMost(PATIENCE)
        .until(() -> person.get(path).send(), answer -> answer.status() == 200);
  }

  private static long seq(JsonNode entry) {
    return entry.get("seq").asLong();
  }

  Map<Long, Held> held() {
    var held = new HashMap<Long, Held>();
    entries.forEach(entry -> held.put(seq(entry), Held.of(entry)));
    return held;
  }

  void assertGapless() {
    assertThat(entries.stream().map(StoredConversation::seq).sorted())
        .containsExactlyElementsOf(LongStream.rangeClosed(1, entries.size()).boxed().toList());
  }

  /// @param ids of messages, in the order somebody said them
  void assertOnceInOrder(List<String> ids) {
    var wanted = List.copyOf(ids);
    var inPlace = entries.stream().sorted(Comparator.comparingLong(StoredConversation::seq));
    assertThat(inPlace.map(entry -> entry.get("id").asString()).filter(wanted::contains))
        .containsExactlyElementsOf(wanted);
  }

  /// The rev at which somebody was last removed or left; 0 for who never was.
  long lastLeft(String userId) {
    return entries.stream()
        .filter(entry -> ENDS.contains(entry.at("/notice/type").asString("")))
        .filter(entry -> names(entry, userId))
        .mapToLong(entry -> entry.get("rev").asLong())
        .max()
        .orElse(0);
  }

  private static boolean names(JsonNode notice, String userId) {
    return notice.at("/notice/userIds").valueStream().anyMatch(id -> id.asString().equals(userId));
  }

  /// What others said after the mark.
  long unread(String userId, long mark) {
    return entries.stream()
        .filter(entry -> seq(entry) > mark && "message".equals(entry.path("kind").asString()))
        .filter(entry -> !entry.get("senderId").asString().equals(userId))
        .count();
  }
}
