package dev.parley.bench;

import dev.parley.engineio.Broadcast;
import dev.parley.engineio.CloseReason;
import dev.parley.engineio.Engine;
import dev.parley.engineio.EngineSettings;
import dev.parley.engineio.Frame;
import dev.parley.engineio.Session;
import dev.parley.engineio.SessionListener;
import dev.parley.netty.EngineServer;
import dev.parley.netty.HttpOptions;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// The socket path alone, without a chat: live heap and RSS per idle WebSocket, and this process'
/// CPU time per delivery of a 250-byte message in a room of 500. The clients run in a process of
/// their own ([EngineLoad]), which asks for the next broadcasts as soon as it got the last ones.
///
/// `bench/engine` starts it.
public final class EngineBench implements SessionListener {
  private static final int IDLE = 10_000;
  private static final int WARM = 200;
  private static final int ROOM = 500;
  private static final int ROUNDS = 5;
  private static final int SECONDS = 4;

  private final Engine engine =
      new Engine(
          EngineSettings.defaults().withHeartbeat(Duration.ofHours(1), Duration.ofHours(1)),
          session -> this);
  private final EngineServer server =
      EngineServer.start(
          engine,
          HttpOptions.defaults(),
          new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  private final AtomicLong deliveries = new AtomicLong();

  private EngineBench() {}

  public static void main(String[] args) throws Exception {
    var bench = new EngineBench();
    bench.idle();
    bench.room();
    bench.server.close();
  }

  private void idle() throws Exception {
    var warm = load(WARM, 0);
    await(WARM);
    stop(warm);
    var heap = liveHeap();
    var rss = rss();
    var clients = load(IDLE, 0);
    await(IDLE);
    System.out.printf("live heap per idle WebSocket: %d B%n", (liveHeap() - heap) / IDLE);
    System.out.printf("RSS growth per idle WebSocket: %d B%n", (rss() - rss) / IDLE);
    stop(clients);
  }

  private void room() throws Exception {
    for (int outstanding : new int[] {1, 8}) {
      var clients = load(ROOM, outstanding);
      await(ROOM);
      cpuPerDelivery(2 * SECONDS);
      var rounds = new double[ROUNDS];
      for (int i = 0; i < ROUNDS; i++) {
        rounds[i] = cpuPerDelivery(SECONDS);
      }
      System.out.printf(
          "CPU per delivery, room of %d, %d outstanding: %s µs%n",
          ROOM, outstanding, Arrays.toString(rounds));
      stop(clients);
    }
  }

  private double cpuPerDelivery(int seconds) throws Exception {
    var before = deliveries.get();
    var cpu = cpuNanos();
    TimeUnit.SECONDS.sleep(seconds);
    return Math.round((cpuNanos() - cpu) / 10.0 / (deliveries.get() - before)) / 100.0;
  }

  private Process load(int connections, int outstanding) throws Exception {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ProcessBuilder(
            List.of(
                java,
                "-cp",
                System.getProperty("java.class.path"),
                "--enable-native-access=ALL-UNNAMED",
                EngineLoad.class.getName(),
                Integer.toString(server.port()),
                Integer.toString(connections),
                Integer.toString(outstanding)))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private void await(int sessions) throws InterruptedException {
    while (engine.sessions().size() != sessions) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  private void stop(Process clients) throws InterruptedException {
    clients.destroy();
    clients.waitFor();
    await(0);
  }

  private static long liveHeap() throws InterruptedException {
    for (int i = 0; i < 3; i++) {
      System.gc();
      TimeUnit.MILLISECONDS.sleep(200);
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static long rss() throws Exception {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
        .findFirst()
        .orElseThrow();
  }

  private static long cpuNanos() throws Exception {
    var fields =
        Files.readString(Path.of("/proc/self/stat")).replaceFirst(".*\\) ", "").split(" ", -1);
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * 10_000_000;
  }

  /// `n`: broadcast so many messages to all.
  @Override
  public void onText(Session session, String data) {
    var text = "x".repeat(EngineLoad.MESSAGE - 1);
    for (int i = Integer.parseInt(data); i > 0; i--) {
      var sessions = engine.sessions();
      Broadcast.send(Frame.text(text), sessions);
      deliveries.addAndGet(sessions.size());
    }
  }

  @Override
  public void onBinary(Session session, byte[] data) {}

  @Override
  public void onClose(Session session, CloseReason reason) {}
}
