package dev.parley.bench;

import dev.parley.bench.ServerBench.Figure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// One group of 500, all online: server CPU per delivery, first with one message outstanding, then
/// with eight of eight people; five rounds of each, interleaved.
final class GroupLoad {
  private static final int MEMBERS = 500;
  private static final int BURST = 8;
  private static final int ROUNDS = 5;
  private static final Duration WARM_UP = Duration.ofSeconds(20);
  private static final Duration ROUND = Duration.ofSeconds(5);

  private final ServerProcess server;

  GroupLoad(ServerProcess server) {
    this.server = server;
  }

  List<Figure> measure() throws Exception {
    var people = new People(server.port());
    var members = people.signUp(MEMBERS);
    var group = people.group(members.getFirst(), members.subList(1, MEMBERS));
    var talk = new GroupTalk(server);
    try (var load = new LoadSockets(server.port())) {
      var sockets = new ArrayList<LoadSockets.Socket>();
      for (var member : members) {
        sockets.add(load.connect(member, talk).get(10, TimeUnit.SECONDS));
      }
      var one = sockets.subList(0, 1);
      var eight = sockets.subList(0, BURST);
      talk.round(one, group, MEMBERS, WARM_UP.dividedBy(2));
      talk.round(eight, group, MEMBERS, WARM_UP.dividedBy(2));
      var steady = new ArrayList<Double>();
      var bursts = new ArrayList<Double>();
      for (int i = 0; i < ROUNDS; i++) {
        steady.add(talk.round(one, group, MEMBERS, ROUND) / MEMBERS);
        bursts.add(talk.round(eight, group, MEMBERS, ROUND) / MEMBERS);
      }
      return List.of(
          new Figure("CPU per delivery, group of 500, one outstanding", summary(steady)),
          new Figure("CPU per delivery, group of 500, eight outstanding", summary(bursts)));
    }
  }

  static String summary(List<Double> rounds) {
    var sorted = rounds.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return "%s (%s–%s, %d rounds)"
        .formatted(
            ServerBench.micros(sorted[sorted.length / 2]),
            ServerBench.micros(sorted[0]),
            ServerBench.micros(Arrays.stream(sorted).max().orElseThrow()),
            sorted.length);
  }
}
