package dev.parley.bench;

import dev.parley.bench.ServerBench.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Signed-in connections that do nothing: what connecting one costs, and what one weighs. Each of
/// 100 people is in 20 conversations and has many devices.
final class IdleLoad implements LoadSockets.Listener {
  private static final int PEOPLE = 100;
  private static final int CONVERSATIONS = 20;
  private static final int CONNECTIONS = 10_000;
  private static final int AT_ONCE = 50;

  private final ServerProcess server;

  IdleLoad(ServerProcess server) {
    this.server = server;
  }

  List<Figure> measure() throws Exception {
    var people = new People(server.port());
    var persons = people.signUp(PEOPLE);
    for (int i = 0; i < PEOPLE; i++) {
      for (int j = 1; j <= CONVERSATIONS / 2; j++) {
        people.direct(persons.get(i), persons.get((i + j) % PEOPLE));
      }
    }
    // As many as are measured, and gone again: what memory a server takes once is none of theirs.
    try (var load = new LoadSockets(server.port())) {
      connect(load, persons, CONNECTIONS);
    }
    try (var load = new LoadSockets(server.port())) {
      var rss = server.settledRss();
      var heap = server.liveHeap();
      var cpu = server.cpuMicros();
      connect(load, persons, CONNECTIONS);
      var cpuPerConnect = (double) (server.cpuMicros() - cpu) / CONNECTIONS;
      var heapEach = (server.liveHeap() - heap) / CONNECTIONS;
      var rssEach = (server.settledRss() - rss) / CONNECTIONS;
      return List.of(
          new Figure("CPU per connect, signed in", ServerBench.micros(cpuPerConnect)),
          new Figure("live heap per idle connection", heapEach + " B"),
          new Figure("RSS growth per idle connection", rssEach + " B"));
    }
  }

  private void connect(LoadSockets load, List<People.Person> persons, int count) throws Exception {
    for (int i = 0; i < count; i += AT_ONCE) {
      var some = new ArrayList<CompletableFuture<LoadSockets.Socket>>();
      for (int j = i; j < Math.min(i + AT_ONCE, count); j++) {
        some.add(load.connect(persons.get(j % persons.size()), this));
      }
      CompletableFuture.allOf(some.toArray(CompletableFuture[]::new)).get(30, TimeUnit.SECONDS);
    }
  }
}
