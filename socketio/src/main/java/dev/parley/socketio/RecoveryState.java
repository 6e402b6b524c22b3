package dev.parley.socketio;

import org.jspecify.annotations.Nullable;

/// What a socket carries while recovery is on; guarded by the namespace's [Recovery], whose places
/// these are.
final class RecoveryState {
  private final String pid;
  private final @Nullable SavedSocket former;
  private final long replayAfter;
  private long born;
  private long lastSent;

  /// For a new client.
  RecoveryState() {
    this.pid = Ids.next();
    this.former = null;
    this.replayAfter = 0;
  }

  /// For one that comes back and saw this place last.
  RecoveryState(SavedSocket former, long seen) {
    this.pid = former.pid();
    this.former = former;
    this.replayAfter = former.replayAfter(seen);
    this.born = former.born();
    this.lastSent = former.lastSent();
  }

  String pid() {
    return pid;
  }

  @Nullable SavedSocket former() {
    return former;
  }

  long replayAfter() {
    return replayAfter;
  }

  long born() {
    return born;
  }

  long lastSent() {
    return lastSent;
  }

  void bornAt(long head) {
    born = head;
    lastSent = head;
  }

  void sent(long place) {
    lastSent = place;
  }
}
