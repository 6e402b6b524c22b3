package dev.parley.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.User;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What the contract says of sockets holds over long-polling as well.
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class PollingTest {
  private ChatServer chat;
  private User ada;
  private User bob;
  private String conversation;

  @BeforeEach
  void start(@TempDir Path folder) {
    chat = new ChatServer(folder);
    ada = chat.user("ada");
    bob = chat.user("bob");
    conversation = chat.direct(ada, bob);
  }

  @AfterEach
  void stop() {
    chat.close();
  }

  private PollingClient open() {
    return PollingClient.open(chat.port());
  }

  private PollingClient connect(User user) {
    return connectWith(chat.token(user));
  }

  private PollingClient connectWith(String token) {
    var client = open();
    client.send("40{\"token\":\"" + token + "\"}");
    client.packet(packet -> packet.startsWith("40"));
    return client;
  }

  private String message(String text) {
    return "42[\"send_message\",{\"conversation_id\":\"%s\",\"text\":\"%s\"}]"
        .formatted(conversation, text);
  }

  @Test
  void whatComesInOneRequestWithTheConnectIsHandledInOrder() {
    var client = open();
    var packets =
        IntStream.rangeClosed(0, 50)
            .mapToObj(i -> i == 0 ? "40{\"token\":\"" + chat.token(ada) + "\"}" : message("" + i))
            .toArray(String[]::new);

    client.send(packets);

    assertThat(client.events("new_message", 50))
        .extracting(one -> one.get("text").asString())
        .isEqualTo(IntStream.rangeClosed(1, 50).mapToObj(String::valueOf).toList());
  }

  @Test
  void aTabThatPollsAndOneOnAWebSocketBothGetEverythingOnceInOrder() {
    var polling = connect(bob);
    var socket = chat.connect(bob);

    var sending =
        CompletableFuture.allOf(
            IntStream.range(0, 8)
                .mapToObj(i ->
                    CompletableFuture.runAsync(() ->
                        IntStream.range(0, 25)
                            .forEach(n -> chat.send(ada, conversation, i + ":" + n))))
                .toArray(CompletableFuture[]::new));

    var all = LongStream.rangeClosed(1, 200).boxed().toList();
    assertThat(polling.events("new_message", 200))
        .extracting(one -> one.get("seq").asLong())
        .isEqualTo(all);
    assertThat(socket.events("new_message", 200))
        .extracting(one -> one.get("seq").asLong())
        .isEqualTo(all);
    sending.join();
  }

  @Test
  void whoIsRefusedLearnsWhy() {
    var client = open();

    client.send("40{\"token\":\"nonsense\"}");

    assertThat(client.packet(packet -> packet.startsWith("44")))
        .isEqualTo("44{\"message\":\"Invalid token\"}");
  }

  @Test
  void whoNeverConnectedIsToldNothing() {
    var client = open();
    var socket = chat.open(Map.of());
    var bobs = chat.connect(bob);

    chat.send(ada, conversation, "hi");
    bobs.event("new_message");
    client.send("40{\"token\":\"" + chat.token(bob) + "\"}");
    client.packet(packet -> packet.startsWith("40"));

    assertThat(client.events("new_message")).isEmpty();
    assertThat(socket.packets()).isEmpty();
  }

  @Test
  void signingOutSendsTheDisconnectPacketAndEnds() {
    var session = chat.signIn(ada).opened().session();
    var client = connectWith(chat.tokens.issue(ada, session.id()));

    chat.sessions.end(session.id());

    assertThat(client.packet(packet -> packet.equals("41") || packet.equals("1"))).isEqualTo("41");
    client.awaitEnd();
  }

  @Test
  void aFailureThatPassesEndsTheTransportWithoutAConnectError() {
    var token = chat.token(ada);
    chat.profiles.update(ada); // no longer kept in memory
    chat.store.close();
    var client = open();

    client.send("40{\"token\":\"" + token + "\"}");

    client.awaitEnd();
    assertThat(client.packets()).allMatch(packet -> packet.equals("1"));
  }

  @Test
  void aRefusalWithAndWithoutAnAckAndAPayloadThatIsNoObject() {
    var client = connect(ada);

    client.send("42[\"join_conversation\",{}]", "427[\"typing\",[[[]]]]", "428[\"nope\",{}]");

    assertThat(client.events("error", 1).getFirst().get("code").asString())
        .isEqualTo("JOIN_FAILED");
    assertThat(client.packet(packet -> packet.startsWith("437"))).contains("INVALID_PAYLOAD");
    assertThat(client.packet(packet -> packet.startsWith("438"))).contains("UNKNOWN_EVENT");
  }
}
