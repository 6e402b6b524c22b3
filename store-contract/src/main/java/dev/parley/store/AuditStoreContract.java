package dev.parley.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.AuditEntry;
import dev.parley.chat.Ids;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What every audit log must do.
public abstract class AuditStoreContract extends PeopleContract {
  private static AuditEntry entry(Map<String, String> details) {
    return new AuditEntry(
        Ids.at(NOW), NOW, Ids.at(NOW), "ada", "user.kick", AuditEntry.Target.user("b"), details);
  }

  @Test
  void anEntryIsKeptAsItWas() {
    var details = new LinkedHashMap<String, String>();
    details.put("z", "1");
    details.put("a", "two\nlines, and a €");
    details.put("m", "");
    var entry = entry(details);

    ports().audit().add(entry);

    assertThat(ports().audit().newest(null, 10)).containsExactly(entry);
    assertThat(ports().audit().newest(null, 10).getFirst().details().keySet())
        .containsExactly("z", "a", "m");
  }

  @Test
  void theNewestComeFirstInTheOrderTheyWereAddedPageByPage() {
    var added = IntStream.range(0, 5).mapToObj(i -> entry(Map.of("i", "" + i))).toList();
    added.forEach(ports().audit()::add);

    var first = ports().audit().newest(null, 2);
    var second = ports().audit().newest(first.getLast().id(), 2);
    var third = ports().audit().newest(second.getLast().id(), 2);

    assertThat(first).containsExactly(added.get(4), added.get(3));
    assertThat(second).containsExactly(added.get(2), added.get(1));
    assertThat(third).containsExactly(added.getFirst());
    assertThat(ports().audit().newest("f".repeat(24), 2)).isEqualTo(List.of());
  }
}
