package dev.parley.gateway;

import static dev.parley.gateway.TestSocket.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.User;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What happens at the same moment: connecting, sending, signing out, joining, being removed.
class RacesTest {
  private ChatServer chat;
  private User ada;
  private User bob;

  @BeforeEach
  void start(@TempDir Path folder) {
    chat = new ChatServer(folder);
    ada = chat.user("ada");
    bob = chat.user("bob");
  }

  @AfterEach
  void stop() {
    chat.close();
  }

  @Test
  void whatIsStoredAfterAClientHeardThatItIsConnectedReachesIt() {
    storedAfterConnectedIsReceived(20);
  }

  @Test
  @Tag("long")
  void whatIsStoredAfterAClientHeardThatItIsConnectedReachesItAlways() {
    storedAfterConnectedIsReceived(1_000);
  }

  private void storedAfterConnectedIsReceived(int rounds) {
    var conversation = chat.direct(ada, bob);
    var token = chat.token(bob);
    var over = new AtomicBoolean();
    var sending =
        CompletableFuture.runAsync(() -> {
          while (!over.get()) {
            chat.send(ada, conversation, "text");
          }
        });
    for (int i = 0; i < rounds; i++) {
      try (var socket = chat.connectWith(token)) {
        var before = head(conversation);
        socket.events("new_message", 3);
        socket.settle();

        var got = seqs(socket);
        var expected = LongStream.rangeClosed(got.getFirst(), got.getLast()).boxed().toList();
        assertThat(got).isEqualTo(expected);
        assertThat(got.getFirst()).isLessThanOrEqualTo(before + 1);
      }
    }
    over.set(true);
    sending.join();
  }

  @Test
  void noSocketOutlivesASignOutAtTheMomentItConnects() {
    signingOutWhileConnecting(20);
  }

  @Test
  @Tag("long")
  void noSocketEverOutlivesASignOutAtTheMomentItConnects() {
    signingOutWhileConnecting(1_000);
  }

  private void signingOutWhileConnecting(int rounds) {
    for (int i = 0; i < rounds; i++) {
      var session = chat.signIn(ada).opened().session();
      var token = chat.tokens.issue(ada, session.id());
      try (var socket = chat.open(Map.of())) {
        var signingOut = CompletableFuture.runAsync(() -> chat.sessions.end(session.id()));
        socket.connect("{\"token\":\"" + token + "\"}");
        signingOut.join();

        await()
            .until(() ->
                socket.isClosed()
                    || socket.packets().stream().anyMatch(packet -> packet.startsWith("4")));
      }
    }
    await().until(() -> !chat.presence.onlineHere().contains(ada.id()));
  }

  @Test
  void nobodyViewsWhatTheyWereRemovedFromWhileJoining() {
    joiningWhileRemoved(20);
  }

  @Test
  @Tag("long")
  void nobodyEverViewsWhatTheyWereRemovedFromWhileJoining() {
    joiningWhileRemoved(1_000);
  }

  private void joiningWhileRemoved(int rounds) {
    var groups = new ArrayList<String>();
    try (var socket = chat.connect(bob)) {
      for (int i = 0; i < rounds; i++) {
        var group = chat.group(ada, bob);
        groups.add(group);
        var removing =
            CompletableFuture.runAsync(() -> chat.groups.remove(ada.id(), group, bob.id()));
        socket.call("join_conversation", "{\"conversation_id\":\"" + group + "\"}");
        removing.join();
      }
      for (var group : groups) {
        await().until(() -> chat.presence.viewers(group).isEmpty());
      }
    }
  }

  private long head(String conversation) {
    return chat.conversations.listing(bob.id(), conversation).head().seq();
  }

  private static List<Long> seqs(TestSocket socket) {
    return socket.events("new_message").stream()
        .map(message -> message.get("seq").asLong())
        .toList();
  }
}
