package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Uploads with their contents in a bucket of an S3 server that runs beside.
final class S3Test {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir private static Path folder;
  private static S3Server s3;
  private static Parley parley;

  private Api api;
  private Person ada;
  private Person bob;

  @BeforeEach
  void meet() {
    api = new Api(parley.port());
    ada = api.person("ada");
    bob = api.person("bob");
  }

  @BeforeAll
  static void start() {
    s3 = S3Server.start(folder);
    parley =
        ServerExtension.start(
            folder.resolve("data"),
            "--parley.files.s3.endpoint=" + s3.endpoint(),
            "--parley.files.s3.bucket=" + S3Server.BUCKET,
            "--parley.files.s3.access-key=key",
            "--parley.files.s3.secret-key=secret",
            "--parley.files.s3.path-style=true",
            "--parley.upload.max-size=1MB");
  }

  @AfterAll
  static void stop() {
    parley.close();
    s3.close();
  }

  private static HttpResponse<String> fetch(HttpRequest.Builder request) {
    try {
      return HTTP.send(request.build(), BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /// What an upload's address leads to.
  private static HttpResponse<String> follow(Person person, String url) {
    var answer = person.get(url).send();
    assertThat(answer.status()).as(answer.text()).isEqualTo(302);
    return fetch(HttpRequest.newBuilder(URI.create(answer.header("Location"))));
  }

  private static HttpResponse<String> put(String address, byte[] content) {
    return fetch(
        HttpRequest.newBuilder(URI.create(address)).PUT(BodyPublishers.ofByteArray(content)));
  }

  @Test
  void aFileIsInTheBucketAndReadThere() throws IOException {
    var uploaded = Form.file("Grüße.html", "<script>").send(ada);
    assertThat(uploaded.status()).as(uploaded.text()).isEqualTo(201);
    var url = uploaded.data().get("url").asString();

    var got = follow(ada, url);

    assertThat(got.statusCode()).isEqualTo(200);
    assertThat(got.body()).isEqualTo("<script>");
    assertThat(got.headers().firstValue("Content-Type")).hasValue("text/plain");
    assertThat(got.headers().firstValue("Content-Disposition").orElse(""))
        .startsWith("attachment")
        .contains("Gr%C3%BC%C3%9Fe.html");
    assertThat(bob.get(url).send().status()).isEqualTo(404);
    try (var local = Files.walk(folder.resolve("data/files"))) {
      assertThat(local.filter(Files::isRegularFile)).isEmpty();
    }
  }

  @Test
  void whoMayReadAMessageMayReadItsFile() {
    var url = Form.file("x", "for bob").send(ada).data().get("url").asString();

    ada.post("messages").send(Map.of("conversationId", ada.direct(bob), "url", url));

    assertThat(follow(bob, url).body()).isEqualTo("for bob");
  }

  @Test
  void aFileIsPutStraightIntoTheBucketAndTakenInWhenItIsNamed() {
    var asked = ada.post("upload/presigned-url").send(Map.of("filename", "a.txt")).json();
    var url = asked.get("publicUrl").asString();
    var message = Map.of("conversationId", ada.direct(bob), "url", url);
    assertThat(ada.post("messages").send(message).wrongFields()).containsExactly("url");

    assertThat(put(asked.get("uploadUrl").asString(), bytes("direct")).statusCode()).isEqualTo(200);

    assertThat(bob.post("messages").send(message).wrongFields()).containsExactly("url");
    assertThat(ada.post("messages").send(message).status()).isEqualTo(201);
    assertThat(follow(bob, url).body()).isEqualTo("direct");
    put(asked.get("uploadUrl").asString(), bytes("changed"));
    assertThat(follow(bob, url).body()).isEqualTo("direct");
  }

  @Test
  void whatIsTooLargeIsNotTakenIn() {
    var asked = ada.post("upload/presigned-url").send(Map.of("filename", "a.txt")).json();
    put(asked.get("uploadUrl").asString(), new byte[(1 << 20) + 1]);

    assertThat(ada.get(asked.get("publicUrl").asString()).send().status()).isEqualTo(404);
    assertThat(Form.file("x", new byte[(1 << 20) + 1]).send(ada).error())
        .isEqualTo("PAYLOAD_TOO_LARGE");
  }

  @Test
  void thePageMayShowWhatIsInTheBucket() {
    assertThat(api.get("/").send().header("Content-Security-Policy"))
        .contains("img-src 'self' data: blob: " + s3.endpoint())
        .contains("connect-src 'self' " + s3.endpoint());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
