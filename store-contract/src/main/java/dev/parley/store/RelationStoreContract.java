package dev.parley.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.ChatEvent.RelationChanged;
import dev.parley.chat.Contact;
import dev.parley.chat.FriendRequest;
import dev.parley.chat.Relation;
import dev.parley.chat.RelationStore;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What every store of relations must do.
public abstract class RelationStoreContract extends StoreContract {
  private static final String LOW = "a".repeat(24);
  private static final String HIGH = "b".repeat(24);
  private static final String THIRD = "c".repeat(24);

  private RelationStore relations() {
    return ports().relations();
  }

  private FriendRequest request(String from, String to) {
    return new FriendRequest(
        newId(), from, to, FriendRequest.Status.ACCEPTED, now(), now().plusMillis(123));
  }

  private static Relation relation(
      long version, @Nullable FriendRequest request, @Nullable Contact contact) {
    var nothing = Relation.none(LOW, HIGH);
    var at = request == null ? null : request.createdAt();
    return new Relation(nothing.id(), LOW, HIGH, version, request, at, null, at, contact);
  }

  private Relation stored(Relation next) {
    return Objects.requireNonNull(relations().replace(next));
  }

  @Test
  void ofTwoStrangersThereIsNothing() {
    assertThat(relations().between(HIGH, LOW)).isEqualTo(Relation.none(LOW, HIGH));
    assertThat(relations().of(LOW)).isEmpty();
    assertThat(relations().byRequest(newId())).isNull();
  }

  @Test
  void whatIsStoredIsFoundByEitherAndByItsRequest() {
    var request = request(HIGH, LOW);
    var contact = new Contact(LOW, Contact.State.ASKED, "opening");

    var stored = stored(relation(0, request, contact));

    assertThat(stored).isEqualTo(relation(1, request, contact));
    assertThat(relations().between(LOW, HIGH)).isEqualTo(stored);
    assertThat(relations().between(HIGH, LOW)).isEqualTo(stored);
    assertThat(relations().byRequest(request.id())).isEqualTo(stored);
    assertThat(relations().of(LOW)).containsExactly(stored);
    assertThat(relations().of(HIGH)).containsExactly(stored);
    assertThat(relations().of(THIRD)).isEmpty();
  }

  @Test
  void aNewRequestTakesThePlaceOfTheOneBefore() {
    var first = request(HIGH, LOW);
    var second = request(LOW, HIGH);
    stored(relation(0, first, null));

    var stored = stored(relation(1, second, null));

    assertThat(relations().byRequest(first.id())).isNull();
    assertThat(relations().byRequest(second.id())).isEqualTo(stored);
  }

  @Test
  void aChangeOfAnotherVersionThanTheStoredOneIsAMiss() {
    assertThat(relations().replace(relation(1, null, null))).isNull();
    var first = stored(relation(0, request(LOW, HIGH), null));

    assertThat(relations().replace(relation(0, null, null))).isNull();
    assertThat(relations().replace(relation(2, null, null))).isNull();

    assertThat(relations().between(LOW, HIGH)).isEqualTo(first);
    assertThat(stored(relation(1, null, null))).isEqualTo(relation(2, null, null));
  }

  @Test
  void everyChangeIsToldWithWhatWasBefore() {
    var first = stored(relation(0, request(LOW, HIGH), null));
    relations().replace(relation(0, null, null));
    var second = stored(relation(1, null, null));

    assertThat(told())
        .containsExactly(
            new RelationChanged(Relation.none(LOW, HIGH), first),
            new RelationChanged(first, second));
  }

  @Test
  void ofManyAtOnceOneChangesAVersion() {
    oneOfManyWins(0);
  }

  @Tag("long")
  @RepeatedTest(50)
  void ofManyAtOnceOneChangesAVersionAgainAndAgain() {
    oneOfManyWins(0);
    oneOfManyWins(1);
  }

  private void oneOfManyWins(long version) {
    var answers =
        Race.run(
            20,
            i -> relations().replace(relation(version, request(LOW, HIGH), null)) == null ? 0 : 1);

    assertThat(answers.stream().mapToInt(i -> i).sum()).isEqualTo(1);
    assertThat(relations().between(LOW, HIGH).version()).isEqualTo(version + 1);
  }
}
