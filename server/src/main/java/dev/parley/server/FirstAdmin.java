package dev.parley.server;

import dev.parley.chat.AccountAdministration;
import dev.parley.chat.Accounts;
import dev.parley.chat.Refused;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Makes the admin that the settings name, if nobody is one. Later starts change nothing.
final class FirstAdmin {
  private static final String VARIABLE = "PARLEY_ADMIN_";

  private FirstAdmin() {}

  static void make(AdminSettings settings, AccountAdministration administration) {
    if (isMissing(settings.email()) && isMissing(settings.password())) {
      return;
    }
    if (isMissing(settings.email()) || isMissing(settings.password())) {
      throw new StartFailure("PARLEY_ADMIN_EMAIL and PARLEY_ADMIN_PASSWORD go together.");
    }
    try {
      administration.addFirst(
          new Accounts.NewAccount(settings.username(), settings.email(), settings.password()));
    } catch (Refused refused) {
      throw new StartFailure("The first admin can't be made: " + reason(refused) + ".");
    }
  }

  private static boolean isMissing(@Nullable String setting) {
    return setting == null || setting.isBlank();
  }

  private static String reason(Refused refused) {
    return refused.fields().isEmpty()
        ? refused.getMessage()
        : refused.fields().stream()
            .map(wrong -> VARIABLE + wrong.field().toUpperCase(Locale.ROOT) + " " + wrong.message())
            .collect(Collectors.joining(", "));
  }
}
