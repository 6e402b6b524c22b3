package dev.parley.gateway;

import dev.parley.chat.Entry;
import dev.parley.chat.EntryLog;
import dev.parley.chat.Listing;
import dev.parley.chat.Rosters;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// Everything a person may take along, as lines of JSON: first what is theirs alone, then each
/// conversation and its entries. Read page by page as it is asked for, so that it needs the same
/// little memory however much there is.
public final class ExportPages implements Iterator<byte[]> {
  private static final int PAGE = 200;

  /// One line: `{"type":…,"data":…}`.
  public record Line(String type, Object data) {}

  private final String userId;
  private final EntryLog log;
  private final Rosters rosters;
  private final Views views;
  private final Deque<Listing> conversations;
  private @Nullable List<Line> first;
  private @Nullable String conversationId;
  private long seq;

  public ExportPages(
      String userId,
      EntryLog log,
      Rosters rosters,
      Views views,
      List<Line> first,
      List<Listing> conversations) {
    this.userId = userId;
    this.log = log;
    this.rosters = rosters;
    this.views = views;
    this.first = first;
    this.conversations = new ArrayDeque<>(conversations);
  }

  @Override
  public boolean hasNext() {
    return first != null || conversationId != null || !conversations.isEmpty();
  }

  /// May be empty.
  @Override
  public byte[] next() {
    if (first != null) {
      var lines = first;
      first = null;
      return bytes(lines);
    }
    if (conversationId != null) {
      return entries(conversationId);
    }
    var listing = conversations.poll();
    if (listing == null) {
      throw new NoSuchElementException();
    }
    conversationId = listing.conversation().id();
    seq = 0;
    return bytes(List.of(new Line("conversation", views.conversation(listing))));
  }

  /// Whoever was removed meanwhile reads nothing more.
  private byte[] entries(String conversation) {
    var page =
        rosters.of(conversation).contains(userId)
            ? log.newer(conversation, seq, PAGE, EntryLog.Scope.ALL)
            : List.<Entry>of();
    if (page.size() < PAGE) {
      conversationId = null;
    } else {
      seq = page.getLast().seq();
    }
    return bytes(
        page.stream()
            .map(entry ->
                new Line(entry.isLiveMessage() ? "message" : "entry", views.message(entry)))
            .toList());
  }

  private static byte[] bytes(List<Line> lines) {
    var text = new StringBuilder();
    lines.forEach(line -> text.append(Json.text(line)).append('\n'));
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
