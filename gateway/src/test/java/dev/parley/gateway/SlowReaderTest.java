package dev.parley.gateway;

import static dev.parley.gateway.TestSocket.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.User;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A socket that does not read holds up nobody, and gets what it missed by other ways.
class SlowReaderTest {
  // Together more than an outbox and the kernel's buffers on both sides can take.
  private static final int MESSAGES = 600;
  private static final int AT_ONCE = 10;
  private static final String LONG = "\ud83d\udc1f".repeat(10_000);

  private ChatServer chat;

  @BeforeEach
  void start(@TempDir Path folder) {
    chat = new ChatServer(folder);
  }

  @AfterEach
  void stop() {
    chat.close();
  }

  @Test
  void oneThatKnowsSyncIsToldToSync() {
    var ada = chat.user("ada");
    var bob = chat.user("bob");
    var conversation = chat.direct(ada, bob);
    var bobs = chat.connect(bob);
    bobs.call("sync", "{}");

    fallBehind(bobs, ada, conversation);

    bobs.event("sync_required");
    assertThat(bobs.call("sync", "{}").get("data").get("cursors").get(conversation).asLong())
        .isEqualTo(MESSAGES);
    assertThat(bobs.events("new_message").size()).isLessThan(MESSAGES);
  }

  @Test
  void whoFallsBehindAgainIsToldAgain() {
    var ada = chat.user("ada");
    var bob = chat.user("bob");
    var conversation = chat.direct(ada, bob);
    var bobs = chat.connect(bob);
    bobs.call("sync", "{}");
    fallBehind(bobs, ada, conversation);
    bobs.event("sync_required");
    bobs.settle();

    fallBehind(bobs, ada, conversation);

    assertThat(bobs.events("sync_required", 2)).hasSize(2);
  }

  @Test
  void anyOtherIsClosedSoThatItComesBack() {
    var ada = chat.user("ada");
    var bob = chat.user("bob");
    var conversation = chat.direct(ada, bob);
    var bobs = chat.connect(bob);

    fallBehind(bobs, ada, conversation);

    await().until(bobs::isClosed);
    assertThat(bobs.packets().getLast()).isNotEqualTo("1");
  }

  /// Reads on only when all was delivered.
  private void fallBehind(TestSocket reader, User sender, String conversationId) {
    reader.stopReading();
    sendMuch(sender, conversationId);
    reader.read();
  }

  /// Returns when all of it was delivered, a few at a time, so that whoever reads keeps up: else a
  /// delivery that is late finds the slow one reading again.
  private void sendMuch(User sender, String conversationId) {
    try (var reader = chat.connect(sender)) {
      for (int sent = 0; sent < MESSAGES; sent += AT_ONCE) {
        for (int i = 0; i < AT_ONCE; i++) {
          chat.send(sender, conversationId, LONG);
        }
        int expected = sent + AT_ONCE;
        await().until(() -> reader.count("new_message") == expected);
      }
    }
  }
}
