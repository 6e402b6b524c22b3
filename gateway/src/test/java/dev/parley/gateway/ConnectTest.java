package dev.parley.gateway;

import static dev.parley.gateway.TestSocket.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.Ids;
import dev.parley.chat.Session;
import dev.parley.chat.User;
import dev.parley.chat.UserRole;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who may connect, and how long a socket lives.
class ConnectTest {
  private static final Map<String, String> NONE = Map.of();

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
  void anAccessTokenInTheAuthObjectConnects() {
    var ada = chat.user("ada");

    var socket = chat.connect(ada);

    assertThat(socket.packets().getFirst()).matches("0\\{\"sid\":\"[^\"]+\"}");
    await().until(() -> chat.presence.isOnline(ada.id()));
  }

  @Test
  void aBearerHeaderConnects() {
    var token = chat.token(chat.user("ada"));
    var socket = chat.open(Map.of("Authorization", "Bearer " + token));

    socket.connect("");

    socket.awaitConnected();
  }

  @Test
  void anAccessCookieConnects() {
    var token = chat.token(chat.user("ada"));
    var socket = chat.open(Map.of("Cookie", "theme=dark; accessToken=" + token));

    socket.connect("");

    socket.awaitConnected();
  }

  @Test
  void anExpiredAccessCookieWithALiveRefreshCookieConnectsAndExchangesNothing() {
    var ada = chat.user("ada");
    var signedIn = chat.signIn(ada);
    var access = chat.tokens.issue(ada, signedIn.opened().session().id());
    chat.time.move(AccessTokens.LIFE);
    var refresh = signedIn.opened().refreshToken();
    var cookies = "accessToken=" + access + "; refreshToken=" + refresh;

    var socket = chat.open(Map.of("Cookie", cookies));
    socket.connect("{}");

    socket.awaitConnected();
    assertThat(chat.sessions.refresh(refresh).session().userId()).isEqualTo(ada.id());
  }

  @Test
  void theRefreshCookieOfAnEndedSessionHelpsNobody() {
    var ada = chat.user("ada");
    var signedIn = chat.signIn(ada).opened();
    var access = chat.tokens.issue(ada, signedIn.session().id());
    chat.sessions.end(signedIn.session().id());
    chat.time.move(AccessTokens.LIFE);
    var refresh = "refreshToken=" + signedIn.refreshToken();

    assertThat(refusal(Map.of("Cookie", refresh), ""))
        .isEqualTo("{\"message\":\"Authentication token required\"}");
    assertThat(refusal(Map.of("Cookie", "accessToken=" + access + "; " + refresh), ""))
        .isEqualTo("{\"message\":\"Token expired\"}");
  }

  @Test
  void withoutATokenItIsRefused() {
    assertThat(refusal(NONE, "")).isEqualTo("{\"message\":\"Authentication token required\"}");
    assertThat(refusal(NONE, "{\"token\":null}"))
        .isEqualTo("{\"message\":\"Authentication token required\"}");
  }

  @Test
  void aTokenThatIsNoneIsRefused() {
    var invalid = "{\"message\":\"Invalid token\"}";
    var good = chat.token(chat.user("ada"));

    assertThat(refusal(NONE, "{\"token\":\"nonsense\"}")).isEqualTo(invalid);
    assertThat(refusal(NONE, "{\"token\":7}")).isEqualTo(invalid);
    assertThat(refusal(NONE, "{\"token\":\"" + good.substring(0, good.length() - 2) + "\"}"))
        .isEqualTo(invalid);
    assertThat(refusal(Map.of("Cookie", "accessToken=x.y.z"), "")).isEqualTo(invalid);
  }

  @Test
  void anExpiredTokenIsRefused() {
    var token = chat.token(chat.user("ada"));
    chat.time.move(AccessTokens.LIFE);

    assertThat(refusal(NONE, "{\"token\":\"" + token + "\"}"))
        .isEqualTo("{\"message\":\"Token expired\"}");
  }

  @Test
  void theTokenOfAnEndedSessionIsRefused() {
    var ada = chat.user("ada");
    var session = chat.signIn(ada).opened().session();
    var token = chat.tokens.issue(ada, session.id());
    chat.sessions.end(session.id());

    assertThat(refusal(NONE, "{\"token\":\"" + token + "\"}"))
        .isEqualTo("{\"message\":\"Invalid token\"}");
  }

  @Test
  void whoseAccountIsGoneIsRefused() {
    var now = chat.time.instant();
    var gone = new User(Ids.at(now), "gone", "gone@example.org", null, UserRole.USER, now);
    var session =
        new Session(Ids.at(now), gone.id(), "test", "127.0.0.1", now, now, now.plusSeconds(60));
    chat.store.sessions().add(session, "no refresh token");

    var token = chat.tokens.issue(gone, session.id());

    assertThat(refusal(NONE, "{\"token\":\"" + token + "\"}"))
        .isEqualTo("{\"message\":\"User not found\"}");
  }

  @Test
  void nothingARefusedSocketSendsIsHandled() {
    var ada = chat.user("ada");
    var conversation = chat.direct(ada, chat.user("bob"));
    var socket = chat.open(NONE);
    socket.connect("{}");
    socket.emit("send_message", "{\"conversation_id\":\"" + conversation + "\",\"text\":\"hi\"}");

    await().until(socket::isClosed);

    assertThat(chat.conversations.listing(ada.id(), conversation).head().seq()).isZero();
  }

  @Test
  void aStoreThatIsAwayClosesTheTransportInsteadOfAConnectError() {
    var ada = chat.user("ada");
    var session = chat.signIn(ada).opened().session();
    var token = chat.tokens.issue(ada, session.id());
    chat.profiles.update(ada); // no longer kept in memory
    chat.store.close();

    var socket = chat.open(NONE);
    socket.connect("{\"token\":\"" + token + "\"}");

    await().until(socket::isClosed);
    assertThat(socket.packets()).isEmpty();
  }

  @Test
  void signingOutDisconnectsThatSessionsSocketsAlone() {
    var ada = chat.user("ada");
    var session = chat.signIn(ada).opened().session();
    var gone = chat.connectWith(chat.tokens.issue(ada, session.id()));
    var other = chat.connect(ada);

    chat.sessions.end(session.id());

    await().until(gone::isClosed);
    assertThat(gone.packets().getLast()).isEqualTo("1");
    other.settle();
  }

  @Test
  void aSocketEndsWithItsSession() {
    var socket = chat.connect(chat.user("ada"));
    socket.settle();

    chat.time.move(Duration.ofDays(31));

    await().until(socket::isClosed);
    assertThat(socket.packets().getLast()).isEqualTo("1");
  }

  @Test
  void aSocketOutlivesItsAccessToken() {
    var socket = chat.connect(chat.user("ada"));
    socket.settle();

    chat.time.move(Duration.ofHours(1));

    socket.settle();
  }

  @Test
  void aUserIsOnlineUntilTwoSecondsAfterTheLastSocket() {
    var ada = chat.user("ada");
    var bob = chat.user("bob");
    chat.direct(ada, bob);
    var watching = chat.connect(bob);
    var first = chat.connect(ada);
    var second = chat.connect(ada);
    second.settle();

    first.close();
    second.close();
    await().until(() -> !chat.presence.onlineHere().contains(ada.id()));
    chat.time.move(Duration.ofSeconds(2));

    var told = watching.events("friend_status_changed", 2);
    assertThat(told)
        .extracting(status -> status.get("status").asString())
        .containsExactly("online", "offline");
    assertThat(told.getFirst().toString())
        .isEqualTo(
            "{\"user_id\":\"%s\",\"status\":\"online\",\"timestamp\":1795341600000}"
                .formatted(ada.id()));
  }

  @Test
  void afterABurstASocketMaySendSoManyASecond() {
    var socket = chat.connect(chat.user("ada"));
    for (int i = 0; i < EventLimit.DEFAULT.burst(); i++) {
      socket.emit("heartbeat", "{}");
    }

    var refused = socket.call("heartbeat", "{}");
    socket.emit("heartbeat", "{}");
    assertThat(refused.toString())
        .isEqualTo(
            "{\"success\":false,\"code\":429,\"error\":\"RATE_LIMITED\","
                + "\"message\":\"Too many events\",\"retryAfter\":1}");
    assertThat(socket.event("error").get("code").asString()).isEqualTo("RATE_LIMITED");

    chat.time.move(Duration.ofMillis(1));
    assertThat(socket.call("heartbeat", "{}").get("success").asBoolean()).isTrue();
  }

  private String refusal(Map<String, String> headers, String auth) {
    var socket = chat.open(headers);
    socket.connect(auth);
    return socket.awaitRefusal();
  }
}
