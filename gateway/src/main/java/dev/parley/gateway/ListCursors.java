package dev.parley.gateway;

import dev.parley.chat.ConversationStore.ListCursor;
import dev.parley.chat.Listing;
import dev.parley.chat.Refused;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Cursors of the conversation list as clients hand them back: `<milliseconds>-<conversation id>`,
/// which they need not understand.
public final class ListCursors {
  private static final Pattern CURSOR = Pattern.compile("([0-9]{1,15})-([0-9a-f]{24})");

  private ListCursors() {}

  /// Null for null: the first page. Refuses what is no cursor.
  public static @Nullable ListCursor read(@Nullable String cursor) {
    if (cursor == null) {
      return null;
    }
    var parts = CURSOR.matcher(cursor);
    if (!parts.matches()) {
      throw Refused.invalid("cursor", "must be a nextCursor of the page before");
    }
    return new ListCursor(Instant.ofEpochMilli(Long.parseLong(parts.group(1))), parts.group(2));
  }

  /// Where the next page begins; null when this one was not full.
  public static @Nullable String after(List<Listing> page, int limit) {
    if (page.isEmpty() || page.size() < limit) {
      return null;
    }
    var last = page.getLast();
    return last.activeAt().toEpochMilli() + "-" + last.conversation().id();
  }
}
