package dev.parley.chat;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// Deleting one's account. The account itself is gone at once, and with it its name and email; what
/// it leaves behind is removed right after.
public final class Departures {
  private static final Logger LOG = System.getLogger(Departures.class.getName());

  private final UserStore users;
  private final Passwords passwords;
  private final Sessions sessions;
  private final Events events;
  private final Farewell farewell;
  private final Executor background;

  public Departures(
      UserStore users,
      Passwords passwords,
      Sessions sessions,
      Events events,
      Farewell farewell,
      Executor background) {
    this.users = users;
    this.passwords = passwords;
    this.sessions = sessions;
    this.events = events;
    this.farewell = farewell;
    this.background = background;
  }

  /// Ends the account.
  ///
  /// @param password needed where the account has one
  /// @param erase makes all of the user's messages tombstones
  public void depart(String userId, @Nullable String password, boolean erase) {
    var login = users.byId(userId);
    if (login == null) {
      throw Refused.notFound("User");
    }
    if (login.hasPassword()
        && (password == null || !passwords.matches(password, login.passwordHash()))) {
      throw Refused.invalid("password", "must be the current password");
    }
    if (login.user().role() == UserRole.ADMIN) {
      throw new Refused(Refusal.FORBIDDEN, "Another admin must take your role from you first");
    }
    var departure = new Departure(userId, erase);
    users.remove(departure);
    sessions.endAll(userId);
    events.publish(new ChatEvent.UserKicked(userId));
    later(() -> farewell.finish(departure));
  }

  /// Goes on with what a stop cut short.
  public void resume() {
    later(farewell::finishAll);
  }

  private void later(Runnable work) {
    background.execute(() -> {
      try {
        work.run();
      } catch (Refused refused) {
        // The server stops, or the disk is full: the next start goes on.
        LOG.log(Level.INFO, "Removing what an account left behind was cut short", refused);
      }
    });
  }
}
