package dev.parley.migrate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/// A checksum a conversation, of rows that come one conversation after the other.
final class Conversations {
  private static final int MOST = 20;

  record Sum(long rows, String sha256) {}

  private Conversations() {}

  static Map<String, Sum> of(Side side, Shape shape) {
    var sums = new LinkedHashMap<String, Sum>();
    var last = new ArrayList<String>();
    var digests = new ArrayList<Digest>();
    side.read(
        shape,
        List.of(),
        row -> {
          var id = (String) row.get("conversation");
          if (last.isEmpty() || !last.getFirst().equals(id)) {
            end(sums, last, digests);
            last.add(id);
            digests.add(new Digest());
          }
          digests.getFirst().add(row.text(shape.fields(), shape.part()));
        });
    end(sums, last, digests);
    return sums;
  }

  private static void end(Map<String, Sum> sums, List<String> last, List<Digest> digests) {
    if (!last.isEmpty()) {
      var digest = digests.removeFirst();
      sums.put(last.removeFirst(), new Sum(digest.rows(), digest.hex()));
    }
  }

  static long rows(Map<String, Sum> sums) {
    return sums.values().stream().mapToLong(Sum::rows).sum();
  }

  /// The first of those that are not the same.
  static List<String> different(Map<String, Sum> here, Map<String, Sum> there) {
    var ids = new TreeSet<>(here.keySet());
    ids.addAll(there.keySet());
    return ids.stream()
        .filter(id -> !Objects.equals(here.get(id), there.get(id)))
        .limit(MOST)
        .toList();
  }
}
