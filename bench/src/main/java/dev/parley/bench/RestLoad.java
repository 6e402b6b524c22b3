package dev.parley.bench;

import dev.parley.bench.ServerBench.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// REST requests of one person: a history page of 50 out of 1,000 messages, and a list of 50
/// conversations out of 200.
final class RestLoad implements LoadSockets.Listener {
  private static final int CONVERSATIONS = 200;
  private static final int MESSAGES = 1_000;
  private static final int WARM_UP = 5_000;
  private static final int REQUESTS = 5_000;

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
      return List.of(
          new Figure("CPU per history page of 50", cpu(people, persons.getFirst(), page)),
          new Figure("CPU per list of 50 of 200", cpu(people, persons.getFirst(), list)));
    }
  }

  private void send(LoadSockets.Socket socket, String conversationId) throws InterruptedException {
    socket.emit(
        "send_message", 1, "{\"conversation_id\":\"" + conversationId + "\",\"text\":\"hello\"}");
    if (!acked.tryAcquire(10, TimeUnit.SECONDS)) {
      throw new IllegalStateException("an ack is missing");
    }
  }

  private String cpu(People people, People.Person person, String path) throws Exception {
    for (int i = 0; i < WARM_UP; i++) {
      people.get(person, path);
    }
    var before = server.cpuMicros();
    for (int i = 0; i < REQUESTS; i++) {
      people.get(person, path);
    }
    return ServerBench.micros((double) (server.cpuMicros() - before) / REQUESTS);
  }

  @Override
  public void ack(LoadSockets.Socket socket, int id) {
    acked.release();
  }
}
