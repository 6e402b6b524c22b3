package dev.parley.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.socketio.Wire.Kind;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// https://socket.io/docs/v4/connection-state-recovery, as the official clients use it: `40` gives
/// a `pid`, every event an offset at its end, and the next CONNECT names both.
class RecoveryTranscriptTest {
  private static final Pattern GREETING =
      Pattern.compile("40\\{\"sid\":\"([^\"]{20})\",\"pid\":\"([^\"]{20})\"}");
  private static final Pattern EVENT = Pattern.compile("42\\[(.*),\"([^\"]+)\"]");

  private final TestClock clock = new TestClock();
  private Rig rig = rig(RecoverySettings.defaults());

  private Rig rig(RecoverySettings bounds) {
    Rig made = new Rig(SocketSettings.defaults().withRecovery(bounds), clock);
    made.main.onDisconnect((_, reason) -> made.note(reason));
    return made;
  }

  private void restart(RecoverySettings bounds) {
    rig.close();
    rig = rig(bounds);
  }

  @BeforeEach
  void rooms() {
    rig.main.onConnect(socket -> {
      if (!socket.recovered()) {
        socket.attach("state of " + socket.id());
      }
    });
  }

  @AfterEach
  void stop() {
    rig.close();
    assertThat(rig.faults).isEmpty();
  }

  /// A client as the protocol sees it: what it keeps from one connection to the next.
  private final class Client {
    String sid = "";
    String pid = "";
    String offset = "";
    Wire wire;

    Client(Kind transport) {
      wire = rig.open(transport);
      greet("40");
    }

    private void greet(String connect) {
      wire.send(connect);
      Matcher greeting = GREETING.matcher((String) wire.next());
      assertThat(greeting.matches()).isTrue();
      sid = greeting.group(1);
      pid = greeting.group(2);
    }

    /// Expects an event with these arguments and takes its offset.
    void expect(String args) {
      Matcher event = EVENT.matcher((String) wire.next());
      assertThat(event.matches()).isTrue();
      assertThat(event.group(1)).isEqualTo(args);
      offset = event.group(2);
    }

    void lose() {
      wire.close();
      rig.expectNotes("transport close");
    }

    void comeBack(Kind transport) {
      wire = rig.open(transport);
      String seen = offset.isEmpty() ? "" : ",\"offset\":\"" + offset + "\"";
      greet("40{\"pid\":\"" + pid + "\"" + seen + "}");
    }

    void expectRecovered(Kind transport) {
      String before = sid;
      comeBack(transport);
      assertThat(sid).isEqualTo(before);
    }

    void expectAsNew(Kind transport) {
      String before = sid;
      comeBack(transport);
      assertThat(sid).isNotEqualTo(before);
      offset = "";
    }

    Socket socket() {
      Socket socket = rig.main.socket(sid);
      assertThat(socket).isNotNull();
      return socket;
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void whatWasMissedIsReplayed(Kind transport) {
    Client client = new Client(transport);
    client.socket().join("room");
    client.socket().emit("own", 1);
    client.expect("\"own\",1");
    client.lose();

    rig.main.all().emit("all", 2);
    rig.main.to("room").emit("room", 3);
    rig.main.to("other").emit("other");
    rig.main.to(client.sid).emit("id", 4);
    rig.main.except("room").emit("not");
    rig.main.all().emit("bytes", new byte[] {5});
    client.expectRecovered(transport);

    client.expect("\"all\",2");
    client.expect("\"room\",3");
    client.expect("\"id\",4");
    assertThat((String) client.wire.next())
        .matches("451-\\[\"bytes\",\\{\"_placeholder\":true,\"num\":0},\"[^\"]+\"]");
    client.wire.expect(new byte[] {5});
    assertThat(client.socket().recovered()).isTrue();
    assertThat(client.socket().rooms()).containsExactly("room");
    assertThat(client.socket().attachment(String.class)).isEqualTo("state of " + client.sid);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void itWorksMoreThanOnce(Kind transport) {
    Client client = new Client(transport);
    for (int i = 0; i < 4; i++) {
      rig.main.all().emit("seen", i);
      client.expect("\"seen\"," + i);
      client.lose();
      rig.main.all().emit("missed", i);
      client.expectRecovered(transport);
      client.expect("\"missed\"," + i);
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void itWorksWhenNothingHadBeenSent(Kind transport) {
    Client client = new Client(transport);
    client.lose();
    client.expectRecovered(transport);
    client.lose();

    rig.main.all().emit("first");
    client.expectRecovered(transport);

    client.expect("\"first\"");
  }

  @Test
  void whatWasSentButNeverArrivedIsReplayedToo() {
    Client client = new Client(Kind.WEBSOCKET);
    rig.main.all().emit("a", 1);
    client.expect("\"a\",1");
    String seen = client.offset;
    rig.main.all().emit("a", 2);
    rig.main.all().emit("a", 3);
    client.expect("\"a\",2");
    client.expect("\"a\",3");
    client.offset = seen;
    client.lose();

    client.expectRecovered(Kind.WEBSOCKET);

    client.expect("\"a\",2");
    client.expect("\"a\",3");
  }

  @Test
  void anotherSocketsEventsAreNotMistakenForMissedOnes() {
    Client client = new Client(Kind.WEBSOCKET);
    Client other = new Client(Kind.WEBSOCKET);
    rig.main.to(client.sid).emit("mine");
    client.expect("\"mine\"");
    rig.main.to(other.sid).emit("yours");
    other.expect("\"yours\"");
    client.lose();

    client.expectRecovered(Kind.WEBSOCKET);

    rig.main.all().emit("next");
    client.expect("\"next\"");
  }

  @Test
  void itWorksHoweverManyPacketsOfOthersWereForgotten() {
    restart(new RecoverySettings(Duration.ofMinutes(2), 3, 10_000, 10, false));
    Client client = new Client(Kind.WEBSOCKET);
    Client other = new Client(Kind.WEBSOCKET);
    rig.main.to(client.sid).emit("mine");
    client.expect("\"mine\"");
    for (int i = 0; i < 10; i++) {
      rig.main.to(other.sid).emit("yours", i);
      other.expect("\"yours\"," + i);
    }
    client.lose();
    rig.main.all().emit("missed");

    client.expectRecovered(Kind.WEBSOCKET);

    client.expect("\"missed\"");
  }

  @Test
  void whoMissedMoreThanIsKeptComesBackAsNew() {
    restart(new RecoverySettings(Duration.ofMinutes(2), 3, 10_000, 10, false));
    Client client = new Client(Kind.WEBSOCKET);
    client.lose();
    for (int i = 0; i < 4; i++) {
      rig.main.all().emit("missed", i);
    }

    client.expectAsNew(Kind.WEBSOCKET);

    rig.main.all().emit("next");
    client.expect("\"next\"");
  }

  @Test
  void bytesAreBoundedToo() {
    restart(new RecoverySettings(Duration.ofMinutes(2), 1_000, 10_000, 10, false));
    Client client = new Client(Kind.WEBSOCKET);
    client.lose();
    rig.main.all().emit("first", "x".repeat(6_000));
    rig.main.all().emit("second", "x".repeat(6_000));

    client.expectAsNew(Kind.WEBSOCKET);
  }

  @Test
  void socketsAreBoundedToo() {
    restart(new RecoverySettings(Duration.ofMinutes(2), 1_000, 10_000, 1, false));
    Client first = new Client(Kind.WEBSOCKET);
    Client second = new Client(Kind.WEBSOCKET);
    first.lose();
    second.lose();

    first.expectAsNew(Kind.WEBSOCKET);
    second.expectRecovered(Kind.WEBSOCKET);
  }

  @Test
  void afterTheTimeAClientComesBackAsNew() {
    Client inTime = new Client(Kind.WEBSOCKET);
    Client late = new Client(Kind.WEBSOCKET);
    inTime.lose();
    late.lose();

    clock.pass(Duration.ofMinutes(2));
    inTime.expectRecovered(Kind.WEBSOCKET);
    clock.pass(Duration.ofMillis(1));
    late.expectAsNew(Kind.WEBSOCKET);
  }

  @Test
  void whoLeftOrWasSentAwayComesBackAsNew() {
    Client left = new Client(Kind.WEBSOCKET);
    left.wire.send("41");
    rig.expectNotes("client namespace disconnect");
    Client kicked = new Client(Kind.WEBSOCKET);
    kicked.socket().disconnect(true);
    rig.expectNotes("server namespace disconnect");

    left.expectAsNew(Kind.WEBSOCKET);
    kicked.expectAsNew(Kind.WEBSOCKET);
  }

  @Test
  void aPidWorksForOneConnectionAtATime() {
    Client client = new Client(Kind.WEBSOCKET);
    client.lose();
    client.expectRecovered(Kind.WEBSOCKET);

    client.expectAsNew(Kind.WEBSOCKET);
  }

  @Test
  void madeUpPidsAndOffsetsAreOfNoUse() {
    Client client = new Client(Kind.WEBSOCKET);
    rig.main.all().emit("a");
    client.expect("\"a\"");
    client.lose();
    for (String auth :
        new String[] {
          "{\"pid\":\"" + client.pid + "\",\"offset\":\"1\"}",
          "{\"pid\":\"" + client.pid + "\",\"offset\":\"" + client.offset + "zzzzzzzzzzzzz\"}",
          "{\"pid\":\"" + client.pid + "\",\"offset\":\"" + client.offset + "z\"}",
          "{\"pid\":\"" + client.pid + "\",\"offset\":7}",
          "{\"pid\":\"nobody\",\"offset\":\"" + client.offset + "\"}",
          "{\"pid\":7}",
        }) {
      Wire wire = rig.open(Kind.WEBSOCKET);
      wire.send("40" + auth);
      assertThat((String) wire.next()).doesNotContain(client.sid).doesNotContain(client.pid);
    }

    client.expectRecovered(Kind.WEBSOCKET);
  }

  @Test
  void middlewareIsAskedAgainAndARefusalCostsNothing() {
    rig.main.use(socket -> {
      rig.note("asked " + socket.recovered());
      if (socket.auth().containsKey("deny")) {
        throw new ConnectRefused("no");
      }
    });
    Client client = new Client(Kind.WEBSOCKET);
    rig.expectNotes("asked false");
    client.socket().join("room");
    client.lose();

    Wire denied = rig.open(Kind.WEBSOCKET);
    denied.send("40{\"deny\":1,\"pid\":\"" + client.pid + "\"}");
    denied.expect("44{\"message\":\"no\"}");
    client.expectRecovered(Kind.WEBSOCKET);

    rig.expectNotes("asked true", "asked true");
    assertThat(client.socket().rooms()).containsExactly("room");
  }

  @Test
  void middlewareMayBeSkipped() {
    restart(new RecoverySettings(Duration.ofMinutes(2), 10, 10_000, 10, true));
    rig.main.use(_ -> rig.note("asked"));
    Client client = new Client(Kind.WEBSOCKET);
    rig.expectNotes("asked");
    client.lose();

    client.expectRecovered(Kind.WEBSOCKET);

    rig.expectNoNotes();
  }

  @Test
  void eventsWithAcknowledgementCarryNoOffset() {
    Client client = new Client(Kind.WEBSOCKET);

    var reply = client.socket().emitWithAck(Duration.ofMinutes(1), "ask", "text");
    client.wire.expect("420[\"ask\",\"text\"]");
    client.wire.send("430[1]");

    assertThat(reply.join()).containsExactly(1L);
  }

  @Test
  void oneEncodedEventHasAnOffsetOfItsOwnEachTime() {
    Client client = new Client(Kind.WEBSOCKET);
    Encoded event = rig.main.encode("e", Map.of());

    client.socket().emit(event);
    client.expect("\"e\",{}");
    String first = client.offset;
    rig.main.all().emit(event);
    client.expect("\"e\",{}");

    assertThat(client.offset).isNotEqualTo(first);
  }
}
