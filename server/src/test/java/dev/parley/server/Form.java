package dev.parley.server;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;

/// A multipart form with files.
final class Form {
  private static final String BOUNDARY = "----parley";

  private final ByteArrayOutputStream body = new ByteArrayOutputStream();

  static Form file(String fileName, byte[] content) {
    return new Form().with("file", fileName, content);
  }

  static Form file(String fileName, String content) {
    return file(fileName, content.getBytes(StandardCharsets.UTF_8));
  }

  Form with(String name, String fileName, byte[] content) {
    write(
        "--%s\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\n"
            .formatted(BOUNDARY, name, fileName));
    write("Content-Type: text/html\r\n\r\n");
    body.writeBytes(content);
    write("\r\n");
    return this;
  }

  private void write(String text) {
    body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  Api.Answer send(Person person) {
    return send(person.post("uploads"));
  }

  Api.Answer send(Api.Request request) {
    write("--" + BOUNDARY + "--\r\n");
    return request
        .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
        .send(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()));
  }
}
