package dev.parley.engineio;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Executor;

/// Sends to many sessions at once: all frames go into their outboxes first, then one task per event
/// loop writes for all its sessions. A session that is already to be drained gets no second task,
/// so that broadcasts which queue up on a loop share their flushes.
///
/// For one thread and one use: [#add] as often as needed, then [#send].
public final class Broadcast {
  /// To how many a frame must go for its shared form to cost less than one for each.
  private static final int MANY = 5;

  private final List<Group> groups = new ArrayList<>(4);

  private record Group(Executor loop, List<Transport> sleeping) implements Runnable {
    @Override
    public void run() {
      sleeping.forEach(Transport::drain);
    }
  }

  /// Sends one frame to all of them.
  public static void send(Frame frame, Collection<Session> sessions) {
    var broadcast = new Broadcast();
    if (sessions.size() >= MANY) {
      frame.share();
    }
    sessions.forEach(session -> broadcast.add(frame, session));
    broadcast.send();
  }

  /// From here on the frame has its place in the session's order.
  public void add(Frame frame, Session session) {
    var sleeping = session.offer(frame);
    if (sleeping != null) {
      group(sleeping.loop()).sleeping.add(sleeping);
    }
  }

  /// Has everything written that was added. Must follow, or what was added waits for another send.
  public void send() {
    groups.forEach(group -> Transport.execute(group.loop, group));
    groups.clear();
  }

  /// There are as many loops as cores: looking through them is quicker than hashing.
  private Group group(Executor loop) {
    for (var group : groups) {
      if (group.loop.equals(loop)) {
        return group;
      }
    }
    var group = new Group(loop, new ArrayList<>());
    groups.add(group);
    return group;
  }
}
