package dev.parley.bench;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// Talk in one group at a time, whose members all have this listener: what a message costs the
/// server until everybody has it.
final class GroupTalk implements LoadSockets.Listener {
  private final ServerProcess server;
  private final AtomicLong deliveries = new AtomicLong();
  private final Semaphore messagesDone = new Semaphore(0);
  private volatile int members = 1;

  GroupTalk(ServerProcess server) {
    this.server = server;
  }

  /// Each sends one message, and the next ones once all of them have reached everybody. A person's
  /// own messages would be stored one after the other. Answers server CPU per message, µs.
  double round(List<LoadSockets.Socket> senders, String group, int groupMembers, Duration duration)
      throws InterruptedException {
    members = groupMembers;
    deliveries.set(0);
    var end = System.nanoTime() + duration.toNanos();
    var cpu = server.cpuMicros();
    var payload = "{\"conversation_id\":\"" + group + "\",\"text\":\"" + "x".repeat(40) + "\"}";
    while (System.nanoTime() < end) {
      senders.forEach(sender -> sender.emit("send_message", 1, payload));
      if (!messagesDone.tryAcquire(senders.size(), 30, TimeUnit.SECONDS)) {
        throw new IllegalStateException("deliveries are missing");
      }
    }
    return (double) (server.cpuMicros() - cpu) * groupMembers / deliveries.get();
  }

  /// Every member gets each message once, so each so-manieth delivery completes one.
  @Override
  public void event(LoadSockets.Socket socket, String packet) {
    if (packet.startsWith("42[\"new_message\"") && deliveries.incrementAndGet() % members == 0) {
      messagesDone.release();
    }
  }
}
