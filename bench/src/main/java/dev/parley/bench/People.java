package dev.parley.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Signs people up and in over REST, and does for them what a page would.
final class People {
  /// A signed-in person.
  record Person(String id, String token) {}

  private static final JsonMapper JSON = new JsonMapper();

  // Else each request would offer an upgrade to HTTP/2.
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String base;

  People(int port) {
    base = "http://127.0.0.1:" + port + "/api/v1";
  }

  /// Hashing passwords is slow by design, so two are signed up at a time.
  List<Person> signUp(int count) throws InterruptedException, ExecutionException {
    var people = new ArrayList<Person>(count);
    try (var pool = Executors.newFixedThreadPool(2)) {
      var tasks = new ArrayList<Callable<Person>>();
      for (int i = 0; i < count; i++) {
        var name = "bench" + i;
        tasks.add(() -> signUp(name));
      }
      for (var done : pool.invokeAll(tasks)) {
        people.add(done.get());
      }
    }
    return people;
  }

  private Person signUp(String name) throws IOException, InterruptedException {
    var account =
        Map.of("username", name, "email", name + "@example.org", "password", "a long password");
    var id = post("/auth/signup", null, account).body().path("data").path("id").asString();
    var signedIn = post("/auth/signin", null, account);
    for (var cookie : signedIn.cookies()) {
      if (cookie.startsWith("accessToken=")) {
        return new Person(id, cookie.substring("accessToken=".length(), cookie.indexOf(';')));
      }
    }
    throw new IOException("no access token for " + name + ": " + signedIn.body());
  }

  String group(Person owner, List<Person> others) throws IOException, InterruptedException {
    var ids = others.stream().map(Person::id).toList();
    var answer =
        post("/conversations", owner, Map.of("name", "Bench", "type", "group", "userIds", ids));
    return answer.body().path("data").path("id").asString();
  }

  String direct(Person one, Person other) throws IOException, InterruptedException {
    var answer =
        post("/conversations", one, Map.of("type", "direct", "userIds", List.of(other.id())));
    return answer.body().path("data").path("id").asString();
  }

  void get(Person person, String path) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(base + path))
            .header("Authorization", "Bearer " + person.token())
            .build();
    var answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    if (answer.statusCode() != 200) {
      throw new IOException(path + " answered " + answer.statusCode());
    }
  }

  private record Answer(JsonNode body, List<String> cookies) {}

  private Answer post(String path, @Nullable Person person, Map<String, ?> body)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(base + path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
    if (person != null) {
      request.header("Authorization", "Bearer " + person.token());
    }
    var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() >= 300) {
      throw new IOException(path + " answered " + answer.statusCode() + ": " + answer.body());
    }
    return new Answer(JSON.readTree(answer.body()), answer.headers().allValues("set-cookie"));
  }
}
