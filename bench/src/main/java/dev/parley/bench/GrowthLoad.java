package dev.parley.bench;

import dev.parley.bench.ServerBench.Figure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/// What one more member of a group costs a message, in groups of 10 to 1,000 who are all online:
/// server CPU beyond that of a message to its sender alone, over the other members. One message
/// outstanding; five rounds of each size, interleaved.
final class GrowthLoad {
  private static final List<Integer> SIZES = List.of(1, 10, 100, 1_000);
  private static final int ROUNDS = 5;
  private static final Duration WARM_UP = Duration.ofSeconds(5);
  private static final Duration ROUND = Duration.ofSeconds(4);

  private final ServerProcess server;

  GrowthLoad(ServerProcess server) {
    this.server = server;
  }

  List<Figure> measure() throws Exception {
    var people = new People(server.port());
    var persons = people.signUp(SIZES.getLast());
    var owner = persons.getFirst();
    var groups = new ArrayList<String>();
    for (var size : SIZES) {
      groups.add(people.group(owner, persons.subList(1, size)));
    }
    var talk = new GroupTalk(server);
    try (var load = new LoadSockets(server.port())) {
      var sender = load.connect(owner, talk).get(10, TimeUnit.SECONDS);
      for (var person : persons.subList(1, persons.size())) {
        load.connect(person, talk).get(10, TimeUnit.SECONDS);
      }
      List<List<Double>> costs = new ArrayList<>();
      SIZES.forEach(size -> costs.add(new ArrayList<>()));
      for (int round = -1; round < ROUNDS; round++) {
        for (int i = 0; i < SIZES.size(); i++) {
          var duration = round < 0 ? WARM_UP : ROUND;
          var cost = talk.round(List.of(sender), groups.get(i), SIZES.get(i), duration);
          if (round >= 0) {
            costs.get(i).add(cost);
          }
        }
      }
      return figures(costs);
    }
  }

  private static List<Figure> figures(List<List<Double>> costs) {
    var alone = costs.getFirst();
    var figures = new ArrayList<Figure>();
    figures.add(new Figure("CPU per message to its sender alone", GroupLoad.summary(alone)));
    for (int i = 1; i < SIZES.size(); i++) {
      var others = SIZES.get(i) - 1;
      var cost = costs.get(i);
      var each =
          IntStream.range(0, ROUNDS)
              .mapToObj(round -> (cost.get(round) - alone.get(round)) / others)
              .toList();
      figures.add(
          new Figure(
              "CPU per further delivery, group of " + SIZES.get(i), GroupLoad.summary(each)));
    }
    return figures;
  }
}
