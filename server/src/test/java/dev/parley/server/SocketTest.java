package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.gateway.Json;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.WebSocketHandshakeException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

@ExtendWith(ServerExtension.class)
final class SocketTest {
  private final Api api;
  private final Person ada;
  private final Person bob;

  SocketTest(Api api) {
    this.api = api;
    this.ada = api.person("ada");
    this.bob = api.person("bob");
  }

  @Test
  void aMessageHasOneEffectHoweverItIsSent() {
    var id = ada.direct(bob);
    try (var adas = ada.socket();
        var bobs = bob.socket()) {
      adas.emit("send_message", Map.of("conversation_id", id, "text", "by socket"));
      var bySocket = adas.event("new_message");
      var byRest = ada.say(id, "by REST").data();

      assertThat(adas.event("new_message")).isEqualTo(byRest);
      assertThat(bobs.event("new_message")).isEqualTo(bySocket);
      assertThat(bobs.event("new_message")).isEqualTo(byRest);
      assertThat(bySocket.propertyNames()).isEqualTo(byRest.propertyNames());
      assertThat(bob.get("conversations/" + id).send().data().get("unreadCount").asInt())
          .isEqualTo(2);
      assertThat(bob.get("messages/" + bySocket.get("id").asString()).send().data())
          .isEqualTo(bySocket);
    }
  }

  @Test
  void whatHappensOverRestIsToldToSockets() {
    var id = ada.group("Friends");
    try (var bobs = bob.socket()) {
      ada.post("conversations/" + id + "/user").send(Map.of("userId", bob.id()));
      assertThat(bobs.event("conversation_created").get("id").asString()).isEqualTo(id);
      var message = ada.say(id, "Helo").data().get("id").asString();
      bobs.event("new_message");
      ada.put("messages/" + message).send(Map.of("text", "Hello"));
      assertThat(bobs.event("message_updated").get("text").asString()).isEqualTo("Hello");
      bob.post("conversations/" + id + "/read").send();
      assertThat(bobs.event("conversation_read").get("unreadCount").asInt()).isZero();
      ada.delete("conversations/" + id + "/user").send(Map.of("userId", bob.id()));
      assertThat(bobs.event("participant_removed").get("user_id").asString()).isEqualTo(bob.id());
      ada.say(id, "He is gone");
      assertThat(bobs.call("heartbeat", Map.of("timestamp", 1)).get("success").asBoolean())
          .isTrue();
      assertThat(bobs.rest()).noneMatch(packet -> packet.contains("He is gone"));
    }
  }

  @Test
  void cookiesConnectAndSoDoesTheRefreshTokenAlone() {
    for (var cookies : List.of(ada.cookies(), "refreshToken=" + ada.refresh())) {
      try (var socket = TestSocket.open(api, Map.of("Cookie", cookies))) {
        socket.send("40");
        assertThat(socket.packet("4")).startsWith("40{\"sid\":");
      }
    }
  }

  @Test
  void whoProvesNothingIsToldWhyAndHeardNoMore() {
    assertThat(refusal("40")).contains("Authentication token required");
    assertThat(refusal("40{\"token\":\"nonsense\"}")).contains("Invalid token");
    assertThat(refusal("40{\"token\":7}")).contains("Invalid token");
    assertThat(refusal("40" + Json.text(Map.of("token", ada.access(), "userId", bob.id()))))
        .contains("Somebody else is signed in");
    assertThat(refusal("40" + Json.text(Map.of("token", ada.access(), "userId", 7))))
        .contains("Invalid token");
    ada.post("auth/signout").send();
    assertThat(refusal("40{\"token\":\"" + ada.access() + "\"}")).contains("Invalid token");
  }

  private String refusal(String connect) {
    try (var socket = TestSocket.open(api, Map.of())) {
      socket.send(connect);
      return socket.packet("44");
    }
  }

  @Test
  void otherSitesPagesCanNotConnectWithCookies() {
    var evil = Map.of("Cookie", ada.cookies(), "Origin", "https://evil.example");
    var crossSite = Map.of("Cookie", ada.cookies(), "Sec-Fetch-Site", "cross-site");
    var friend = Map.of("Cookie", ada.cookies(), "Origin", "https://friend.example");
    var here = Map.of("Cookie", ada.cookies(), "Origin", "http://127.0.0.1:" + api.port());

    for (var refused : List.of(evil, crossSite)) {
      assertThatThrownBy(() -> TestSocket.open(api, refused))
          .isInstanceOf(CompletionException.class)
          .cause()
          .isInstanceOfSatisfying(
              WebSocketHandshakeException.class,
              e -> assertThat(e.getResponse().statusCode()).isEqualTo(403));
    }
    for (var served : List.of(friend, here)) {
      TestSocket.open(api, served).close();
    }
    var polling =
        api.get("/socket.io/?EIO=4&transport=polling")
            .cookies(ada.cookies())
            .header("Origin", "https://evil.example")
            .send();
    assertThat(polling.status()).isEqualTo(403);
    assertThat(polling.error()).isEqualTo("ORIGIN_NOT_ALLOWED");
  }

  @Test
  void pollingGoesThroughTheSamePort() {
    var open = api.get("/socket.io/?EIO=4&transport=polling").send();
    var sid = open.text().replaceAll(".*\"sid\":\"([^\"]+)\".*", "$1");
    var path = "/socket.io/?EIO=4&transport=polling&sid=" + sid;

    var posted =
        api.post(path).send(BodyPublishers.ofString("40{\"token\":\"" + ada.access() + "\"}"));
    var connected = api.get(path).send();

    assertThat(open.status()).isEqualTo(200);
    assertThat(posted.text()).isEqualTo("ok");
    assertThat(connected.text()).startsWith("40{\"sid\":");
    assertThat(api.get("/socket.io/?EIO=3&transport=polling").send().status()).isEqualTo(400);
    assertThat(api.get("/socket.io/nope").send().status()).isEqualTo(404);
  }

  @Test
  void onlyPagesOfAllowedOriginsMayReadWhatPollingAnswers() {
    var path = "/socket.io/?EIO=4&transport=polling";
    var friend = "https://friend.example";
    var open = api.get(path).header("Origin", friend).send();
    var session = path + "&sid=" + open.text().replaceAll(".*\"sid\":\"([^\"]+)\".*", "$1");
    var connect = BodyPublishers.ofString("40{\"token\":\"" + ada.access() + "\"}");
    var posted = api.post(session).header("Origin", friend).send(connect);
    var polled = api.get(session).header("Origin", friend).send();
    var unknown = api.get(path + "&sid=unknown").header("Origin", friend).send();
    var strange = api.get(path).header("Origin", "https://evil.example").send();

    assertThat(List.of(open.status(), posted.status(), polled.status(), unknown.status()))
        .containsExactly(200, 200, 200, 400);
    for (var answer : List.of(open, posted, polled, unknown)) {
      assertThat(answer.header("access-control-allow-origin")).isEqualTo(friend);
      assertThat(answer.header("access-control-allow-credentials")).isEqualTo("true");
      assertThat(answer.header("vary")).isEqualToIgnoringCase("origin");
    }
    assertThat(strange.header("access-control-allow-origin")).isEmpty();
  }

  @Test
  void aThousandMessagesAtOnceAreTakenInOrder() {
    var id = ada.direct(bob);
    try (var adas = ada.socket();
        var bobs = bob.socket()) {
      for (int i = 1; i <= 1_000; i++) {
        adas.emit("send_message", Map.of("conversation_id", id, "text", "text " + i));
      }
      for (int i = 1; i <= 1_000; i++) {
        assertThat(bobs.event("new_message").get("text").asString()).isEqualTo("text " + i);
      }
      assertThat(adas.rest()).noneMatch(packet -> packet.contains("RATE_LIMITED"));
    }
  }

  @Test
  void badPacketsAndPayloadsLeaveTheServerUp() {
    for (var packet :
        List.of("4x", "42", "42{}", "42[null]", "43", "9", "", "42[\"a\"", "451-[]")) {
      var socket = ada.socket();
      socket.send(packet);
      socket.closeCode();
    }
    try (var socket = ada.socket()) {
      assertThat(refused(socket.call("send_message", "text"), "INVALID_PAYLOAD")).isEqualTo(400);
      assertThat(refused(socket.call("no_such_event", Map.of()), "UNKNOWN_EVENT")).isEqualTo(400);
      assertThat(refused(socket.call("mark_read", Map.of("seq", 1.5)), "VALIDATION_FAILED"))
          .isEqualTo(400);
      socket.emit("join_conversation", Map.of("conversation_id", "x"));
      assertThat(socket.event("error").get("code").asString()).isEqualTo("JOIN_FAILED");
      assertThat(socket.call("heartbeat", Map.of("timestamp", 1)).get("success").asBoolean())
          .isTrue();
    }
    assertThat(ada.get("auth/me").send().status()).isEqualTo(200);
  }

  private static int refused(JsonNode ack, String error) {
    assertThat(ack.get("success").asBoolean()).isFalse();
    assertThat(ack.get("error").asString()).isEqualTo(error);
    return ack.get("code").asInt();
  }
}
