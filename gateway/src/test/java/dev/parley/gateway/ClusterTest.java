package dev.parley.gateway;

import static dev.parley.gateway.TestSocket.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.ChatEvent;
import dev.parley.chat.Events;
import dev.parley.chat.User;
import dev.parley.chat.UserRole;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two nodes act as one: whatever happens on one reaches the sockets of the other.
final class ClusterTest {
  private TwoNodes nodes;
  private User ada;
  private User bob;
  private User eve;

  @BeforeEach
  void start(@TempDir Path folder) {
    nodes = new TwoNodes(folder);
    ada = nodes.a.user("ada");
    bob = nodes.a.user("bob");
    eve = nodes.a.user("eve");
  }

  @AfterEach
  void stop() {
    nodes.close();
  }

  private static List<Long> seqs(TestSocket socket) {
    return socket.events("new_message").stream().map(m -> m.get("seq").asLong()).toList();
  }

  private static List<Long> upTo(long count) {
    return LongStream.rangeClosed(1, count).boxed().toList();
  }

  /// Moves time until a socket has that many messages.
  private void awaitMessages(TestSocket socket, int count) {
    await()
        .until(() -> {
          nodes.time.move(Duration.ofMillis(50));
          return seqs(socket).size() >= count;
        });
  }

  @Test
  void aMessageReachesTheSocketsOfBothNodesInTheSameWords() {
    var id = nodes.a.direct(ada, bob);
    var adas = nodes.a.connect(ada);
    var bobs = nodes.b.connect(bob);

    nodes.a.send(ada, id, "Hello over there");

    assertThat(bobs.event("new_message")).isEqualTo(adas.event("new_message"));
    assertThat(seqs(bobs)).containsExactly(1L);
  }

  @Test
  void aMessageIsOneEnvelopeHoweverLargeTheGroup() {
    var users = nodes.a.users(40);
    var id = nodes.a.group(ada, users.toArray(User[]::new));
    var there = nodes.b.connect(users.getLast());
    nodes.a.settle(id);
    var before = nodes.busOfA.published.size();

    nodes.a.send(ada, id, "To all of you");

    assertThat(there.event("new_message").get("text").asString()).isEqualTo("To all of you");
    nodes.a.settle(id);
    assertThat(nodes.busOfA.published).hasSize(before + 1);
  }

  /// Commits of one conversation come from both nodes, and overtake each other.
  @Test
  void whateverNodeCommitsEverySocketGetsAllInOrder() throws Exception {
    var id = nodes.a.group(ada, bob, eve);
    var sockets = List.of(nodes.a.connect(ada), nodes.b.connect(bob), nodes.b.connect(eve));
    nodes.committer = this::anyone;

    var senders =
        List.of(ada, bob, eve).stream()
            .map(sender ->
                Thread.startVirtualThread(() -> {
                  for (var i = 0; i < 60; i++) {
                    nodes.a.send(sender, id, "message " + i);
                  }
                }))
            .toList();
    for (var sender : senders) {
      sender.join();
    }

    for (var socket : sockets) {
      awaitMessages(socket, 180);
      assertThat(seqs(socket)).isEqualTo(upTo(180));
    }
  }

  private Events anyone() {
    return ThreadLocalRandom.current().nextBoolean() ? nodes.eventsOfA() : nodes.eventsOfB();
  }

  @Test
  void whoeverWasRemovedOnAnotherNodeGetsNothingAfterIt() {
    var id = nodes.a.group(ada, bob, eve);
    var bobs = nodes.b.connect(bob);
    var eves = nodes.b.connect(eve);
    nodes.a.send(ada, id, "Before");
    bobs.event("new_message");

    nodes.a.groups.remove(ada.id(), id, bob.id());
    nodes.a.send(ada, id, "After");

    assertThat(eves.events("new_message", 2)).hasSize(2);
    assertThat(bobs.event("participant_removed").get("user_id").asString()).isEqualTo(bob.id());
    bobs.settle();
    assertThat(seqs(bobs)).containsExactly(1L);
  }

  @Test
  void readMarksAndTypingAndViewingReachTheOthers() {
    var id = nodes.a.direct(ada, bob);
    var adas = nodes.a.connect(ada);
    var bobs = nodes.b.connect(bob);
    nodes.a.send(ada, id, "Read me");
    adas.call("join_conversation", "{\"conversation_id\":\"" + id + "\"}");
    bobs.call("join_conversation", "{\"conversation_id\":\"" + id + "\"}");
    assertThat(adas.event("user_joined").get("user_id").asString()).isEqualTo(bob.id());

    bobs.call("mark_read", "{\"conversation_id\":\"" + id + "\"}");
    bobs.call("typing", "{\"conversation_id\":\"" + id + "\",\"typing\":true}");

    assertThat(adas.event("conversation_read").get("seq").asLong()).isEqualTo(1);
    assertThat(adas.event("user_typing").get("user_id").asString()).isEqualTo(bob.id());
  }

  @Test
  void aUserOnBothNodesComesOnceAndGoesOnce() {
    nodes.a.direct(ada, bob);
    var adas = nodes.a.connect(ada);
    var first = nodes.a.connect(bob);
    assertThat(adas.event("friend_status_changed").get("status").asString()).isEqualTo("online");
    var second = nodes.b.connect(bob);
    assertThat(nodes.a.presence.online()).containsExactlyInAnyOrder(ada.id(), bob.id());

    first.close();
    await().until(() -> !nodes.a.presence.onlineHere().contains(bob.id()));
    nodes.time.move(Duration.ofSeconds(3));
    nodes.a.settle(bob.id());
    adas.settle();
    assertThat(adas.events("friend_status_changed")).hasSize(1);
    assertThat(nodes.a.presence.isOnline(bob.id())).isTrue();

    second.close();
    await()
        .until(() -> {
          nodes.time.move(Duration.ofSeconds(3));
          return adas.events("friend_status_changed").size() == 2;
        });
    assertThat(adas.events("friend_status_changed").getLast().get("status").asString())
        .isEqualTo("offline");
  }

  @Test
  void anEndedSessionIsRefusedAndItsSocketsCloseOnEveryNode() {
    var session = nodes.a.signIn(bob).opened().session();
    var token = nodes.a.tokens.issue(bob, session.id());
    var there = nodes.b.connectWith(token);

    nodes.a.sessions.end(session.id());

    await().until(there::isClosed);
    assertThat(nodes.b.sessions.live(session.id())).isNull();
  }

  @Test
  void aKickClosesTheSocketsOfEveryNode() {
    var here = nodes.a.connect(bob);
    var there = nodes.b.connect(bob);

    nodes.eventsOfA().publish(new ChatEvent.UserKicked(bob.id()));

    await().until(() -> here.isClosed() && there.isClosed());
  }

  @Test
  void aKickThatWasMissedIsMadeGood() {
    var there = nodes.b.connect(bob);
    nodes.busOfB.cut(nodes.time.instant());
    nodes.eventsOfA().publish(new ChatEvent.UserKicked(bob.id()));
    nodes.time.move(Duration.ofSeconds(1));
    var back = nodes.b.connect(bob);

    nodes.busOfB.mend();
    nodes.time.move(Duration.ofSeconds(3));

    await().until(there::isClosed);
    back.settle();
    assertThat(back.isClosed()).isFalse();
  }

  @Test
  void aSessionThatEndedUnheardIsMadeGood() {
    var session = nodes.a.signIn(bob).opened().session();
    var there = nodes.b.connectWith(nodes.a.tokens.issue(bob, session.id()));
    nodes.busOfB.cut(nodes.time.instant());
    nodes.a.sessions.end(session.id());

    nodes.busOfB.mend();

    await().until(there::isClosed);
  }

  /// Whatever fails at one look, the next one comes.
  @Test
  void sessionsAreLookedAtAgainAfterTheStoreWasAway() {
    var session = nodes.a.signIn(bob).opened().session();
    var there = nodes.b.connectWith(nodes.a.tokens.issue(bob, session.id()));
    there.settle();
    nodes.a.store.sessions().remove(session.id());
    nodes.b.sessions.forgetAll();
    nodes.b.away = true;
    nodes.time.move(Duration.ofMinutes(1));
    assertThat(nodes.b.asked.get()).isPositive();
    nodes.b.away = false;

    nodes.time.move(Duration.ofMinutes(1));

    await().until(there::isClosed);
  }

  @Test
  void whoCameWhileANodeHeardNothingIsOnlineThereToo() {
    nodes.a.direct(ada, bob);
    var adas = nodes.b.connect(ada);
    nodes.busOfB.cut(nodes.time.instant());
    nodes.a.connect(bob);
    await().until(() -> nodes.a.presence.isOnline(bob.id()));

    nodes.busOfB.mend();

    await()
        .until(() -> {
          nodes.time.move(Duration.ofSeconds(3));
          return !adas.events("friend_status_changed").isEmpty();
        });
    assertThat(adas.event("friend_status_changed").get("status").asString()).isEqualTo("online");
  }

  /// As when Sentinels have named another Redis, and a node has not noticed yet.
  @Test
  void whatWasToldToARedisThatNobodyHearsIsToldAgain() {
    var bobs = nodes.b.connect(bob);
    nodes.busOfA.swallow();
    var id = nodes.a.direct(ada, bob);
    nodes.a.send(ada, id, "one");
    nodes.a.send(ada, id, "two");
    nodes.a.settle(id);

    nodes.busOfA.cut(nodes.time.instant());
    nodes.busOfA.mend();

    awaitSoon(bobs, 2);
    assertThat(seqs(bobs)).isEqualTo(upTo(2));
  }

  /// Long before heads are compared.
  private void awaitSoon(TestSocket socket, int count) {
    await()
        .until(() -> {
          nodes.time.move(Duration.ofMillis(1));
          return seqs(socket).size() >= count;
        });
  }

  /// As when Redis took a moment too long to answer, and nothing else was cut.
  @Test
  void whatCouldNotBeToldIsToldASecondLater() {
    var session = nodes.a.signIn(bob).opened().session();
    var token = nodes.a.tokens.issue(bob, session.id());
    var bobs = nodes.b.connect(bob);
    var ended = nodes.b.connectWith(token);
    nodes.busOfA.mute();
    var id = nodes.a.direct(ada, bob);
    nodes.a.send(ada, id, "one");
    nodes.a.sessions.end(session.id());
    nodes.a.settle(id);
    nodes.busOfA.mend();

    nodes.time.move(Duration.ofSeconds(1));

    awaitSoon(bobs, 1);
    await().until(ended::isClosed);
  }

  @Test
  void whoGoesWhileTheDatabaseIsAwayIsToldLater() {
    nodes.a.direct(ada, bob);
    var adas = nodes.a.connect(ada);
    var bobs = nodes.a.connect(bob);
    adas.event("friend_status_changed");
    nodes.a.away = true;
    bobs.close();
    await()
        .until(() -> {
          nodes.time.move(Duration.ofSeconds(1));
          return nodes.a.asked.get() > 0;
        });
    nodes.a.away = false;

    await()
        .until(() -> {
          nodes.time.move(Duration.ofSeconds(1));
          return adas.events("friend_status_changed").size() > 1;
        });
    assertThat(adas.events("friend_status_changed"))
        .extracting(event -> event.get("status").asString())
        .containsExactly("online", "offline");
  }

  @Test
  void aBroadcastReachesTheSocketsOfEveryNode() {
    var id = nodes.a.direct(ada, bob);
    var there = nodes.b.connect(bob);

    nodes
        .eventsOfA()
        .publish(new ChatEvent.Broadcast(id, ada.id(), "Hear, hear", nodes.time.instant()));

    assertThat(there.event("new_message").get("kind").asString()).isEqualTo("broadcast");
  }

  @Test
  void aChangedProfileIsSeenByEveryNode() {
    assertThat(nodes.b.profiles.user(bob.id())).isNotNull();

    nodes.a.profiles.setRole(bob.id(), UserRole.ADMIN);

    var seen = await().until(() -> nodes.b.profiles.user(bob.id()), u -> u != null);
    assertThat(seen.role()).isEqualTo(UserRole.ADMIN);
  }

  @Test
  void aNodeThatWasCutOffChatsOnAndEveryoneCatchesUp() {
    var id = nodes.a.group(ada, bob, eve);
    var adas = nodes.a.connect(ada);
    var bobs = nodes.b.connect(bob);
    var eves = nodes.b.connect(eve);
    nodes.a.send(ada, id, "one");
    awaitMessages(bobs, 1);

    nodes.busOfB.cut(nodes.time.instant());
    nodes.a.send(ada, id, "two");
    nodes.commitOnB();
    nodes.b.send(bob, id, "three");
    awaitMessages(eves, 3); // by its own node
    nodes.commitOnA();
    nodes.a.send(ada, id, "four");
    nodes.a.settle(id);
    nodes.busOfB.mend();

    for (var socket : List.of(adas, bobs, eves)) {
      awaitMessages(socket, 4);
      socket.settle();
      assertThat(seqs(socket)).isEqualTo(upTo(4));
    }
  }

  /// One that nobody here has heard of when the cut begins.
  @Test
  void aConversationThatBeganDuringTheCutIsCaughtUpToo() {
    var bobs = nodes.b.connect(bob);
    nodes.busOfB.cut(nodes.time.instant());
    var id = nodes.a.direct(ada, bob);
    nodes.a.send(ada, id, "Are you there?");
    nodes.a.settle(id);

    nodes.busOfB.mend();

    awaitMessages(bobs, 1);
    assertThat(seqs(bobs)).containsExactly(1L);
  }

  @Test
  void whatCannotBeLookedForIsLookedForLater() {
    var bobs = nodes.b.connect(bob);
    nodes.busOfB.cut(nodes.time.instant());
    var id = nodes.a.direct(ada, bob);
    nodes.a.send(ada, id, "Are you there?");
    nodes.a.settle(id);
    nodes.b.away = true;

    nodes.busOfB.mend();
    await().until(() -> nodes.b.asked.get() > 0);
    nodes.b.away = false;

    awaitMessages(bobs, 1);
    assertThat(seqs(bobs)).containsExactly(1L);
  }

  /// Too many to push: whoever does not know sync comes back and reads.
  @Test
  void whereTooMuchWasMissedOfAnUnknownConversationClientsReadAnew() {
    var bobs = nodes.b.connect(bob);
    nodes.busOfB.cut(nodes.time.instant());
    var id = nodes.a.direct(ada, bob);
    for (var i = 0; i < 101; i++) {
      nodes.a.send(ada, id, "message " + i);
    }
    nodes.a.settle(id);

    nodes.busOfB.mend();

    await().until(bobs::isClosed);
    assertThat(seqs(bobs)).isEmpty();
  }

  /// Who is a member no more has to learn it as well as who still is one.
  @Test
  void whereTooMuchWasMissedWhoWasRemovedMeanwhileReadsAnewToo() {
    var id = nodes.a.group(ada, bob, eve);
    var bobs = nodes.b.connect(bob);
    nodes.a.send(ada, id, "Before");
    awaitMessages(bobs, 1);
    nodes.committer = () -> event -> {}; // as of a node that died before it told
    nodes.a.groups.remove(ada.id(), id, bob.id());
    for (var i = 0; i < 101; i++) {
      nodes.a.send(ada, id, "message " + i);
    }

    nodes.nodesOfB.lapse("node000A", nodes.time.instant());

    await()
        .until(() -> {
          nodes.time.move(Duration.ofMillis(50));
          return bobs.isClosed();
        });
    assertThat(seqs(bobs)).containsExactly(1L);
  }

  /// Nobody there is a member, and nothing was heard of the groups before: the store does not tell.
  @Test
  void whoWasRemovedDuringTheCutLearnsItThereToo() {
    var before = nodes.time.instant();
    nodes.busOfB.cut(before);
    var left = nodes.a.group(ada, bob);
    var deleted = nodes.a.group(ada, bob);
    List.of(left, deleted).forEach(nodes.a::settle);
    nodes.busOfB.mend();
    var bobs = nodes.b.connect(bob);
    var again = nodes.a.group(ada, bob);
    nodes.a.groups.remove(ada.id(), again, bob.id());
    nodes.a.groups.add(ada.id(), again, bob.id());
    bobs.event("participant_removed");
    nodes.busOfB.cut(before);
    nodes.a.groups.remove(ada.id(), left, bob.id());
    nodes.a.groups.delete(ada.id(), deleted);
    List.of(left, deleted).forEach(nodes.a::settle);

    nodes.busOfB.mend();
    nodes.time.move(Duration.ofSeconds(3));

    var gone = bobs.events("participant_removed", 3);
    List.of(again, left, deleted).forEach(nodes.b::settle);
    assertThat(gone)
        .extracting(one -> one.get("conversation_id").asString())
        .containsExactlyInAnyOrder(again, left, deleted);
    bobs.settle();
    assertThat(bobs.events("participant_removed")).hasSize(3);
  }

  /// Only an old message was changed.
  @Test
  void anEditDuringTheCutIsNoNewMessage() {
    nodes.busOfB.cut(nodes.time.instant());
    var id = nodes.a.direct(ada, bob);
    var first = nodes.a.send(ada, id, "one").entry();
    nodes.a.send(ada, id, "two");
    nodes.a.settle(id);
    var bobs = nodes.b.connect(bob);
    nodes.time.move(Duration.ofMinutes(1));
    nodes.busOfB.cut(nodes.time.instant()); // only from here on was anything missed
    nodes.a.messages.edit(ada.id(), first.id(), "one!");
    nodes.a.settle(id);

    nodes.busOfB.mend();

    await()
        .until(() -> {
          nodes.time.move(Duration.ofMillis(50));
          return !bobs.events("message_updated").isEmpty();
        });
    assertThat(bobs.events("message_updated").getFirst().get("text").asString()).isEqualTo("one!");
    assertThat(bobs.events("new_message")).isEmpty();
  }

  /// Committed, but its node died before it told anybody.
  @Test
  void whatADeadNodeDidNotTellIsFoundWhenItLapses() {
    var id = nodes.a.direct(ada, bob);
    var bobs = nodes.b.connect(bob);
    nodes.a.send(ada, id, "one");
    awaitMessages(bobs, 1);
    nodes.committer = () -> event -> {};
    nodes.a.send(ada, id, "two");

    nodes.nodesOfB.lapse("node000A", nodes.time.instant());

    awaitMessages(bobs, 2);
    assertThat(seqs(bobs)).isEqualTo(upTo(2));
  }

  @Test
  void aLeakyLineLosesNothing() {
    leak(1);
  }

  @Tag("long")
  @RepeatedTest(50)
  void aLeakyLineLosesNothingEver() {
    leak(System.nanoTime());
  }

  private void leak(long seed) {
    var id = nodes.a.group(ada, bob, eve);
    var sockets = List.of(nodes.a.connect(ada), nodes.b.connect(bob), nodes.b.connect(eve));
    nodes.a.send(ada, id, "one");
    sockets.forEach(socket -> awaitMessages(socket, 1));
    nodes.committer = this::anyone;
    nodes.busOfA.leak(new Random(seed));
    nodes.busOfB.leak(new Random(seed + 1));

    for (var i = 2; i <= 100; i++) {
      nodes.a.send(List.of(ada, bob, eve).get(i % 3), id, "message " + i);
    }
    nodes.time.move(Duration.ofSeconds(31)); // when heads are compared

    for (var socket : sockets) {
      awaitMessages(socket, 100);
      socket.settle();
      assertThat(seqs(socket)).as("seed %s", seed).isEqualTo(upTo(100));
    }
  }
}
