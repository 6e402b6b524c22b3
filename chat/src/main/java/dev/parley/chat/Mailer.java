package dev.parley.chat;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Sends letters.
public interface Mailer {
  /// Where no mail is configured.
  Mailer NONE =
      new Mailer() {
        @Override
        public boolean isOpen() {
          return false;
        }

        @Override
        public void send(Supplier<@Nullable Letter> letter) {}
      };

  /// Whether letters leave at all.
  boolean isOpen();

  /// Returns at once. The letter is written later, so that who asked can't tell from the time
  /// whether there was one; null for none.
  void send(Supplier<@Nullable Letter> letter);
}
