package dev.parley.gateway;

import dev.parley.chat.Departure;
import dev.parley.chat.User;
import dev.parley.chat.UserRole;
import dev.parley.chat.UserStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A user store that keeps the profiles used last in memory, since every message names its sender.
/// The use cases change profiles through this one: a changed one is forgotten at once.
public final class Profiles implements UserStore {
  private static final int KEPT = 50_000;

  private final UserStore store;
  private final Map<String, User> kept = new ConcurrentHashMap<>();

  private volatile Consumer<String> listener = userId -> {};

  /// Counts changes: what was loaded while one happened may be old and is not kept.
  private long changes;

  public Profiles(UserStore store) {
    this.store = store;
  }

  /// The known ones among these ids.
  @Override
  public Map<String, User> users(Collection<String> ids) {
    var found = HashMap.<String, User>newHashMap(ids.size());
    var missing = new ArrayList<String>();
    for (var id : ids) {
      var user = kept.get(id);
      if (user == null) {
        missing.add(id);
      } else {
        found.put(id, user);
      }
    }
    if (!missing.isEmpty()) {
      found.putAll(load(missing));
    }
    return found;
  }

  /// Null for an unknown id.
  public @Nullable User user(String id) {
    var known = kept.get(id);
    return known != null ? known : load(List.of(id)).get(id);
  }

  /// Somebody to show for an id whose account is gone.
  static User unknown(String id) {
    return new User(id, "Deleted user", "", null, UserRole.USER, Instant.EPOCH);
  }

  private Map<String, User> load(List<String> ids) {
    var before = changes();
    var loaded = store.users(ids);
    synchronized (this) {
      if (changes == before) {
        if (kept.size() + loaded.size() > KEPT) {
          kept.clear();
        }
        kept.putAll(loaded);
      }
    }
    return loaded;
  }

  private synchronized long changes() {
    return changes;
  }

  @Override
  public void update(User user) {
    store.update(user);
    changed(user.id());
  }

  /// Tells of every profile that is changed here.
  public void onChange(Consumer<String> listener) {
    this.listener = listener;
  }

  private void changed(String userId) {
    forget(userId);
    listener.accept(userId);
  }

  /// Somebody else has changed it.
  public synchronized void forget(String userId) {
    changes++;
    kept.remove(userId);
  }

  /// From here on what is asked for is read from the store.
  public synchronized void forgetAll() {
    changes++;
    kept.clear();
  }

  @Override
  public void remove(Departure departure) {
    store.remove(departure);
    changed(departure.userId());
  }

  @Override
  public void setRole(String userId, UserRole role) {
    store.setRole(userId, role);
    changed(userId);
  }

  @Override
  public void setDisabled(String userId, boolean disabled) {
    store.setDisabled(userId, disabled);
    changed(userId);
  }

  @Override
  public void setEmailVerified(String userId, boolean verified) {
    store.setEmailVerified(userId, verified);
    changed(userId);
  }

  @Override
  public void add(User user, String passwordHash) {
    store.add(user, passwordHash);
  }

  @Override
  public void setPasswordHash(String userId, String passwordHash) {
    store.setPasswordHash(userId, passwordHash);
  }

  @Override
  public @Nullable Login byEmail(String email) {
    return store.byEmail(email);
  }

  @Override
  public @Nullable Login byUsername(String username) {
    return store.byUsername(username);
  }

  @Override
  public @Nullable Login byId(String id) {
    return store.byId(id);
  }

  @Override
  public List<User> search(String part, int limit) {
    return store.search(part, limit);
  }

  @Override
  public boolean hasAdmin() {
    return store.hasAdmin();
  }

  @Override
  public List<User> list(String part, @Nullable String before, int limit) {
    return store.list(part, before, limit);
  }
}
