package dev.parley.bench;

import dev.parley.bench.ServerBench.Figure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// REST requests: a history page of 50 out of 1,000 messages, and a list of 50 conversations out of
/// 200; by eight clients at once, and by a single one, when each request also pays for waking up
/// the threads it passes.
final class RestLoad implements LoadSockets.Listener {
  private static final int CONVERSATIONS = 200;
  private static final int MESSAGES = 1_000;
  private static final Duration WARM_UP = Duration.ofSeconds(20);
  private static final Duration ROUND = Duration.ofSeconds(8);

  private final ServerProcess server;
  private final Semaphore acked = new Semaphore(0);

  RestLoad(ServerProcess server) {
    this.server = server;
  }

  List<Figure> measure() throws Exception {
    var people = new People(server.port());
    var persons = people.signUp(2);
    var ids = new ArrayList<String>();
    for (int i = 0; i < CONVERSATIONS; i++) {
      ids.add(people.group(persons.getFirst(), persons.subList(1, 2)));
    }
    try (var load = new LoadSockets(server.port())) {
      var socket = load.connect(persons.get(1), this).get(10, TimeUnit.SECONDS);
      for (int i = 0; i < MESSAGES; i++) {
        send(socket, ids.getFirst());
      }
      for (var id : ids) {
        send(socket, id);
      }
      var page = "/messages/conversation/" + ids.getFirst() + "?limit=50";
      var list = "/conversations?limit=50";
      var person = persons.getFirst();
      var figures = new ArrayList<Figure>();
      for (var asked : List.of(page, list)) {
        round(people, person, asked, 8, WARM_UP);
        var what = asked.equals(page) ? "CPU per history page of 50" : "CPU per list of 50 of 200";
        figures.add(new Figure(what, round(people, person, asked, 8, ROUND)));
        figures.add(new Figure(what + ", one client", round(people, person, asked, 1, ROUND)));
      }
      return figures;
    }
  }

  private void send(LoadSockets.Socket socket, String conversationId) throws InterruptedException {
    socket.emit(
        "send_message", 1, "{\"conversation_id\":\"" + conversationId + "\",\"text\":\"hello\"}");
    if (!acked.tryAcquire(10, TimeUnit.SECONDS)) {
      throw new IllegalStateException("an ack is missing");
    }
  }

  private String round(People people, People.Person person, String path, int clients, Duration time)
      throws Exception {
    var until = System.nanoTime() + time.toNanos();
    var before = server.cpuMicros();
    var answered = new ArrayList<Future<Long>>();
    try (var pool = Executors.newFixedThreadPool(clients)) {
      for (int i = 0; i < clients; i++) {
        answered.add(
            pool.submit(() -> {
              var count = 0L;
              while (System.nanoTime() < until) {
                people.get(person, path);
                count++;
              }
              return count;
            }));
      }
    }
    var requests = 0L;
    for (var count : answered) {
      requests += count.get();
    }
    return ServerBench.micros((double) (server.cpuMicros() - before) / requests);
  }

  @Override
  public void ack(LoadSockets.Socket socket, int id, String packet) {
    acked.release();
  }
}
