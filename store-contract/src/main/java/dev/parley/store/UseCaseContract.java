package dev.parley.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.chat.Events;
import dev.parley.chat.Refusal;
import dev.parley.chat.Refused;
import java.time.InstantSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// Use cases on a store: the rules of the chat must hold on every one of them.
public abstract class UseCaseContract {
  private @Nullable UseCases opened;

  /// A fresh, empty store.
  protected abstract UseCases.Ports open(Events events, InstantSource clock);

  @BeforeEach
  void openStore() {
    opened = new UseCases(this::open);
  }

  @AfterEach
  void closeStore() throws Exception {
    chat().ports.store().close();
  }

  final UseCases chat() {
    if (opened == null) {
      throw new IllegalStateException("not opened");
    }
    return opened;
  }

  static void assertRefused(Refusal refusal, ThrowingCallable call) {
    var refused = catchThrowableOfType(Refused.class, call);
    assertThat(refused).isNotNull();
    assertThat(refused.refusal()).isEqualTo(refusal);
  }
}
