package dev.parley.server;

import dev.parley.chat.AccountAdministration;
import dev.parley.chat.Accounts;
import dev.parley.chat.Audit;
import dev.parley.chat.Refused;
import dev.parley.chat.User;
import dev.parley.chat.UserRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Carries out `user` commands: in the running server, or in the command's own process where none
/// runs.
final class UserCommands {
  private static final String BY = Audit.COMMAND_LINE;
  private static final int PAGE = 500;

  /// What was asked for on the command line. The one who can read the data folder may do all of it.
  record Command(
      String name,
      boolean admin,
      @Nullable String email,
      @Nullable String username,
      @Nullable String password) {}

  private final AccountAdministration administration;

  UserCommands(AccountAdministration administration) {
    this.administration = administration;
  }

  /// Answers the lines to print. Throws [Refused].
  List<String> run(Command command) {
    return switch (command.name()) {
      case "add" -> List.of(add(command));
      case "list" -> list();
      case "disable" -> List.of(name(setDisabled(command, true)) + " is disabled.");
      case "enable" -> List.of(name(setDisabled(command, false)) + " is enabled.");
      case "reset-password" -> List.of(resetPassword(command));
      default -> throw Refused.notFound("Command " + command.name());
    };
  }

  private String add(Command command) {
    var account = new Accounts.NewAccount(command.username(), command.email(), command.password());
    var user = administration.add(BY, account, command.admin() ? UserRole.ADMIN : UserRole.USER);
    return name(user) + " is added" + (command.admin() ? " as an admin." : ".");
  }

  private List<String> list() {
    var lines = new ArrayList<String>();
    String before = null;
    while (true) {
      var page = administration.list("", before, PAGE);
      for (var user : page) {
        lines.add(
            String.join(
                "\t",
                user.id(),
                user.username(),
                user.email(),
                user.role().name().toLowerCase(Locale.ROOT),
                user.disabled() ? "disabled" : "enabled",
                user.createdAt().toString()));
      }
      if (page.size() < PAGE) {
        return lines;
      }
      before = page.getLast().id();
    }
  }

  private User setDisabled(Command command, boolean disabled) {
    return administration.setDisabled(BY, find(command).id(), disabled);
  }

  private String resetPassword(Command command) {
    var user = find(command);
    administration.resetPassword(BY, user.id(), command.password());
    return name(user) + " has a new password and is signed out everywhere.";
  }

  private User find(Command command) {
    return administration.find(command.email(), command.username());
  }

  private static String name(User user) {
    return user.username() + " <" + user.email() + ">";
  }

  /// Why not, as one line.
  static String line(Refused refused) {
    return refused.fields().isEmpty()
        ? refused.getMessage() + "."
        : refused.fields().stream()
                .map(wrong -> wrong.field() + " " + wrong.message())
                .collect(Collectors.joining(", "))
            + ".";
  }
}
