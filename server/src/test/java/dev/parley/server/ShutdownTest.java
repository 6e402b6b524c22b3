package dev.parley.server;

import static dev.parley.server.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ShutdownTest {
  @TempDir private Path folder;

  @Test
  void socketsAreClosedProperlySoThatClientsComeBack() {
    var server = ServerExtension.start(folder);
    var socket = new Api(server.port()).person("ada").socket();

    server.close();

    assertThat(socket.closeCode()).isNotEqualTo(1006);
    assertThat(socket.rest()).doesNotContain("41");
  }

  @Test
  void aRequestThatWasBegunIsAnswered() throws Exception {
    var server = ServerExtension.start(folder);
    var ada = new Api(server.port()).person("ada");
    var group = ada.group("Friends");
    var body = "{\"conversationId\":\"" + group + "\",\"text\":\"just in time\"}";
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      write(
          socket,
          """
          POST /api/v1/messages HTTP/1.1
          Host: x
          Authorization: Bearer %s
          Content-Type: application/json
          Content-Length: %d
          Expect: 100-continue

          """
              .formatted(ada.access(), body.length())
              .replace("\n", "\r\n"));
      assertThat(read(socket, "HTTP/1.1 100 Continue\r\n\r\n".length())).contains(" 100 ");
      var port = server.port();
      var stopping = Thread.startVirtualThread(server::close);
      await().until(() -> !accepts(port));

      write(socket, body);
      var answer = read(socket, "HTTP/1.1 201".length());
      stopping.join();

      assertThat(answer).isEqualTo("HTTP/1.1 201");
    }
    try (var again = ServerExtension.start(folder)) {
      assertThat(
              new Api(again.port())
                  .get("messages/conversation/" + group)
                  .bearer(ada.access())
                  .send()
                  .text())
          .contains("just in time");
    }
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String read(Socket socket, int length) throws IOException {
    return new String(socket.getInputStream().readNBytes(length), StandardCharsets.UTF_8);
  }

  private static boolean accepts(int port) {
    try (var probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return probe.isConnected();
    } catch (IOException e) {
      return false;
    }
  }
}
