package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.Ids;
import dev.parley.chat.User;
import dev.parley.chat.UserRole;
import dev.parley.gateway.Json;
import dev.parley.gateway.Profiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import tools.jackson.databind.JsonNode;

/// Requests to a running server, with nothing added: no cookies kept, no redirects followed.
record Api(int port) {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  static final String PASSWORD = "correct horse";
  private static final String HASH =
      String.valueOf(new Argon2PasswordEncoder(16, 32, 1, 16, 1).encode(PASSWORD));
  private static final AtomicInteger NAMES = new AtomicInteger();

  /// An answer as it came.
  record Answer(int status, HttpHeaders headers, String text) {
    JsonNode json() {
      assertThat(text).as("body of a %d", status).matches("(?s)\\s*[\\[{].*");
      return Json.mapper().readTree(text);
    }

    JsonNode data() {
      return json().get("data");
    }

    String error() {
      return json().path("error").asString();
    }

    /// Names of the fields found wrong.
    List<String> wrongFields() {
      return json().path("details").valueStream().map(d -> d.get("field").asString()).toList();
    }

    String header(String name) {
      return headers.firstValue(name).orElse("");
    }

    /// The value a cookie was set to; "" when it was cleared or not set.
    String cookie(String name) {
      for (var cookie : headers.allValues("set-cookie")) {
        if (cookie.startsWith(name + "=")) {
          return cookie.substring(name.length() + 1, cookie.indexOf(';'));
        }
      }
      return "";
    }
  }

  URI at(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  Request request(String method, String path) {
    var uri = at(path.startsWith("/") ? path : "/api/v1/" + path);
    return new Request(HttpRequest.newBuilder(uri), method, uri.getRawPath());
  }

  Request get(String path) {
    return request("GET", path);
  }

  Request post(String path) {
    return request("POST", path);
  }

  Request put(String path) {
    return request("PUT", path);
  }

  Request delete(String path) {
    return request("DELETE", path);
  }

  /// Somebody new, signed in.
  Person person(String name) {
    var username = name + NAMES.incrementAndGet();
    var email = username + "@parley.example";
    var server = ServerExtension.at(port);
    var id = server == null ? signUp(username, email) : added(server, username, email);
    return signIn(new Person(this, id, username, email, "", ""));
  }

  private String signUp(String username, String email) {
    return post("auth/signup")
        .send(Map.of("username", username, "email", email, "password", PASSWORD))
        .data()
        .get("id")
        .asString();
  }

  /// Most of what a sign-up and a sign-in take is hashing, and there are hundreds of people in the
  /// tests: here with a hash that is quickly checked.
  private static String added(Parley server, String username, String email) {
    var now = Instant.now();
    var user = new User(Ids.at(now), username, email, null, UserRole.USER, now);
    server.part(Profiles.class).add(user, HASH);
    return user.id();
  }

  /// The same person on another device.
  Person signIn(Person person) {
    var answer = post("auth/signin").send(Map.of("email", person.email(), "password", PASSWORD));
    return person.with(answer.cookie("accessToken"), answer.cookie("refreshToken"));
  }

  /// A request on its way.
  static final class Request {
    private final HttpRequest.Builder builder;
    private final String method;
    private final String path;
    private @Nullable String json;
    private boolean checked = !ContractTest.RENEW;

    private Request(HttpRequest.Builder builder, String method, String path) {
      this.builder = builder;
      this.method = method;
      this.path = path;
    }

    /// Leaves out holding the answer against the documents, while they are being made.
    Request unchecked() {
      checked = false;
      return this;
    }

    Request header(String name, String value) {
      builder.header(name, value);
      return this;
    }

    Request bearer(String token) {
      return header("Authorization", "Bearer " + token);
    }

    Request cookies(String cookies) {
      return header("Cookie", cookies);
    }

    Answer send() {
      return send(HttpRequest.BodyPublishers.noBody());
    }

    Answer send(Object json) {
      return sendText(Json.text(json));
    }

    Answer sendText(String json) {
      this.json = json;
      return header("Content-Type", "application/json")
          .send(HttpRequest.BodyPublishers.ofString(json));
    }

    Answer send(HttpRequest.BodyPublisher body) {
      try {
        var answer =
            HTTP.send(builder.method(method, body).build(), HttpResponse.BodyHandlers.ofString());
        var whole = new Answer(answer.statusCode(), answer.headers(), answer.body());
        assertThat(whole.text()).as("%s %s", method, path).doesNotContain("$argon2");
        if (checked) {
          ContractCheck.answered(method, path, json, whole);
        }
        return whole;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
