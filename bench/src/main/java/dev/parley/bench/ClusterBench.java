package dev.parley.bench;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import dev.parley.bench.ServerBench.Figure;
import dev.parley.store.RedisProcess;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// Two nodes of a cluster with a real Redis and one database: what a message costs whose two people
/// are on the same node, and on both; what a node spends that has none of them; what Redis is asked
/// for a message to groups of several sizes. Argument: the command that starts a server.
///
/// The database is what stands in for MongoDB, in this process: its CPU is not counted, and its
/// time is the same in all rounds.
public final class ClusterBench {
  private static final int WARM_UPS = 3;
  private static final int ROUNDS = 5;
  private static final List<Integer> GROUPS = List.of(2, 32, 33, 300);

  private ClusterBench() {}

  public static void main(String[] command) throws Exception {
    var mongo = new MongoServer(new MemoryBackend());
    var settings =
        Map.of(
            "PARLEY_MONGODB_URI",
            mongo.bindAndGetConnectionString() + "/bench",
            "PARLEY_JWT_SECRET",
            "a secret of at least thirty-two characters");
    try (var redis = RedisProcess.start();
        var one = node(command, settings, redis);
        var other = node(command, settings, redis);
        var cluster = new ClusterLoad(one, other, redis)) {
      var figures = new ArrayList<Figure>();
      for (var size : GROUPS) {
        System.err.println("measuring a group of " + size + "…");
        figures.add(
            new Figure(
                "Redis commands for a message to a group of " + size,
                "%.2f".formatted(cluster.commandsPerMessage(size))));
      }
      System.err.println("measuring pairs…");
      figures.addAll(pairs(cluster));
      System.out.println("| what | measured |\n|---|---|");
      figures.forEach(f -> System.out.println("| " + f.what() + " | " + f.value() + " |"));
    } finally {
      mongo.shutdownNow();
    }
  }

  private static ServerProcess node(
      String[] command, Map<String, String> shared, RedisProcess redis) throws Exception {
    var settings = new HashMap<>(shared);
    settings.put("PARLEY_REDIS_URI", redis.uri());
    settings.put("PARLEY_NODE_ADDRESS", "127.0.0.1:" + ServerProcess.freePort());
    return ServerProcess.start(
        Arrays.asList(command), Files.createTempDirectory("parley-bench"), settings);
  }

  /// Rounds of both kinds in turn, after some to warm up.
  private static List<Figure> pairs(ClusterLoad cluster) throws Exception {
    var same = new ArrayList<ClusterLoad.Round>();
    var across = new ArrayList<ClusterLoad.Round>();
    for (int i = 0; i < WARM_UPS; i++) {
      cluster.round(false);
      cluster.round(true);
    }
    for (int i = 0; i < ROUNDS; i++) {
      same.add(cluster.round(false));
      across.add(cluster.round(true));
    }
    return List.of(
        figure("CPU per message, both people on one node: that node", same, r -> r.cpuOfOne()),
        figure("the other node, without members", same, r -> r.cpuOfOther()),
        figure(
            "CPU per message, people on both nodes: the sender's node", across, r -> r.cpuOfOne()),
        figure("the receiver's node", across, r -> r.cpuOfOther()),
        new Figure("from send to arrival on the same node, median", millis(same)),
        new Figure("from send to arrival on the other node, median", millis(across)));
  }

  private static Figure figure(
      String what, List<ClusterLoad.Round> rounds, ToDoubleFunction<ClusterLoad.Round> cpu) {
    return new Figure(what, GroupLoad.summary(rounds.stream().mapToDouble(cpu).boxed().toList()));
  }

  private static String millis(List<ClusterLoad.Round> rounds) {
    var all = rounds.stream().mapToDouble(ClusterLoad.Round::medianMillis).sorted().toArray();
    return "%.2f ms (%.2f–%.2f)".formatted(all[all.length / 2], all[0], all[all.length - 1]);
  }
}
