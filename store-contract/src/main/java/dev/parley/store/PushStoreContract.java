package dev.parley.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.Departure;
import dev.parley.chat.Events;
import dev.parley.chat.Notice;
import dev.parley.chat.PushStore;
import dev.parley.chat.PushSubscription;
import dev.parley.chat.Session;
import dev.parley.chat.Settings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Which browsers take pushes, and of what.
public abstract class PushStoreContract extends StoreContract {
  private final String ada = newId();
  private final String bob = newId();
  private final String eve = newId();
  private @Nullable PushStore opened;

  /// A fresh, empty store.
  protected abstract PushPorts openPushes(Events events, InstantSource clock);

  @Override
  protected final UseCases.Ports open(Events events, InstantSource clock) {
    var ports = openPushes(events, clock);
    opened = ports.pushes();
    return ports.chat();
  }

  private PushStore pushes() {
    return Objects.requireNonNull(opened);
  }

  private PushSubscription subscription(String user, @Nullable String session, String id) {
    return new PushSubscription(id, user, session, "https://push.example/" + id, "key", "a", now());
  }

  private PushSubscription put(String user, String id) {
    var subscription = subscription(user, null, id);
    pushes().put(subscription, 3);
    return subscription;
  }

  @Test
  void aBrowserTakesPushesForWhoSubscribedLast() {
    var first = put(ada, "one");
    assertThat(pushes().of(ada)).containsExactly(first);

    var second = subscription(bob, "session", "one");
    pushes().put(second, 3);

    assertThat(pushes().of(ada)).isEmpty();
    assertThat(pushes().of(bob)).containsExactly(second);
  }

  @Test
  void theOldestGoesWhenThereAreTooMany() {
    put(ada, "one");
    put(bob, "his");
    for (var id : new String[] {"two", "three", "four"}) {
      later(Duration.ofSeconds(1));
      put(ada, id);
    }

    assertThat(pushes().of(ada))
        .extracting(PushSubscription::id)
        .containsExactly("four", "three", "two");
    assertThat(pushes().of(bob)).hasSize(1);
  }

  @Test
  void ofManyAtOnceNoMoreAreKept() {
    race();
  }

  @Tag("long")
  @RepeatedTest(50)
  void ofManyAtOnceNoMoreAreKeptTimeAndAgain() {
    race();
  }

  private void race() {
    var all = Race.run(16, i -> put(ada, "id" + i));

    assertThat(all).containsAll(pushes().of(ada));
    assertThat(pushes().of(ada)).hasSize(3);
  }

  @Test
  void ofManyWhoSubscribeOneBrowserOneHasIt() {
    var users = newIds(8);

    Race.run(8, i -> put(users.get(i), "one"));

    assertThat(users.stream().filter(user -> !pushes().of(user).isEmpty())).hasSize(1);
  }

  @Test
  void onlyOnesOwnIsRemoved() {
    put(ada, "one");

    pushes().remove(bob, "one");
    assertThat(pushes().of(ada)).hasSize(1);
    pushes().remove(ada, "one");
    pushes().remove(ada, "one");

    assertThat(pushes().of(ada)).isEmpty();
  }

  @Test
  void subscriptionsEndWithTheirSession() {
    ports().sessions().add(session("s1", now().plusSeconds(60)), "hash");
    ports().sessions().add(session("s2", now()), "hash");
    pushes().put(subscription(ada, "s1", "one"), 3);
    pushes().put(subscription(ada, "s2", "two"), 3);
    var unbound = put(ada, "three");

    ports().sessions().removeExpired(now());
    assertThat(pushes().of(ada)).extracting(PushSubscription::id).doesNotContain("two").hasSize(2);
    ports().sessions().remove("s1");

    assertThat(pushes().of(ada)).containsExactly(unbound);
  }

  private Session session(String id, Instant end) {
    return new Session(id, ada, "", "", now(), now(), end);
  }

  @Test
  void subscriptionsEndWithTheAccount() {
    put(ada, "one");
    put(bob, "two");

    ports().users().remove(new Departure(ada, false));

    assertThat(pushes().of(ada)).isEmpty();
    assertThat(pushes().of(bob)).hasSize(1);
  }

  @Test
  void whoHasNotReadSoFarIsFoundWithTheirSettings() {
    var group = group(ada, bob, eve);
    var adas = put(ada, "adas");
    var bobs = put(bob, "bobs");
    var other = put(bob, "other");
    put(newId(), "nobodys");
    send(group, eve, "one");
    send(group, eve, "two");
    read(ada, group, 1);
    conversations().keep(bob, group, new Settings(true, false, false));

    assertThat(Set.copyOf(pushes().readersBefore(group, 2)))
        .containsExactlyInAnyOrder(
            new PushStore.Reader(adas, 1, false),
            new PushStore.Reader(bobs, 0, true),
            new PushStore.Reader(other, 0, true));
    assertThat(pushes().readersBefore(group, 1)).hasSize(2);
    read(bob, group, 2);
    read(ada, group, 2);
    assertThat(pushes().readersBefore(group, 2)).isEmpty();
    assertThat(pushes().readersBefore(newId(), 2)).isEmpty();
  }

  @Test
  void whoHasGoneOrJoinedLaterIsNotFound() {
    var group = group(ada, bob);
    put(bob, "bobs");
    put(eve, "eves");
    send(group, ada, "one");
    tell(group, ada, Notice.Type.MEMBER_REMOVED, "", bob);
    tell(group, ada, Notice.Type.MEMBER_ADDED, "", eve);

    assertThat(pushes().readersBefore(group, 1)).isEmpty();
    var second = send(group, ada, "two");
    assertThat(pushes().readersBefore(group, second.seq()))
        .extracting(reader -> reader.subscription().userId())
        .containsExactly(eve);
  }

  @Test
  void theKeyKeptFirstIsEverybodys() {
    assertThat(pushes().key(null)).isNull();

    var keys = Race.run(8, i -> String.valueOf(pushes().key("key" + i)));

    assertThat(Set.copyOf(keys)).hasSize(1);
    assertThat(pushes().key("another")).isEqualTo(keys.getFirst());
    assertThat(pushes().key(null)).isEqualTo(keys.getFirst());
  }
}
