package dev.parley.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The ends of many logs take one command for dozens of them, not some for each.
@ExtendWith(ConcernsAsserted.class)
final class HeadsTest {
  private static final int MANY = 600;
  private static final int FEW = MANY / 20;

  private final AtomicInteger commands = new AtomicInteger();
  private final CommandListener counter =
      new CommandListener() {
        @Override
        public void commandStarted(CommandStartedEvent event) {
          commands.incrementAndGet();
        }
      };
  private final MongoStore store =
      MongoStore.opened(
          StandIn.freshUri(),
          StandIn.PATIENCE,
          event -> {},
          Chat.CLOCK,
          settings -> settings.addCommandListener(counter).addCommandListener(new Concerns()));

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void hundredsOfConversationsAreLookedAtTogether() {
    var groups = IntStream.range(0, MANY).mapToObj(i -> Chat.group(store, Chat.ADA)).toList();
    var heads = new HashMap<String, Object>();
    groups.forEach(id -> heads.put(id, Chat.send(store, id, Chat.ADA, "hello").position()));

    commands.set(0);
    var written = store.conversations().writtenSince(List.of(Chat.ADA), Chat.NOW);
    assertThat(commands.getAndSet(0)).isLessThan(FEW);
    var all = store.entryLog().heads(groups);

    assertThat(commands.get()).isLessThan(FEW);
    assertThat(written).isEqualTo(heads);
    assertThat(all).isEqualTo(heads);
  }
}
