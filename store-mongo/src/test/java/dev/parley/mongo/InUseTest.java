package dev.parley.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/// What servers say of themselves in the database.
final class InUseTest {
  @Test
  void aStartRemovesWhatTheDeadHaveLeft() {
    var uri = StandIn.freshUri();
    try (var database = Database.open(uri, StandIn.PATIENCE, settings -> {})) {
      var leases = database.table(Schema.LEASES);
      var before = Fields.date(Chat.NOW.minusMillis(1));
      leases.insert(new Document("_id", "server-of-the-dead").append("until", before));
      leases.insert(new Document("_id", "search").append("until", before));

      try (var one = InUse.begin(database, Chat.CLOCK);
          var other = InUse.begin(database, later(Duration.ofSeconds(50)))) {
        assertThat(one).isNotSameAs(other);
        assertThat(leases.list(Table.ALL, Table.ALL, 10, Table.ALL))
            .hasSize(3)
            .noneMatch(each -> each.getString("_id").equals("server-of-the-dead"));
      }
    }
  }

  private static InstantSource later(Duration by) {
    return InstantSource.fixed(Chat.NOW.plus(by));
  }
}
