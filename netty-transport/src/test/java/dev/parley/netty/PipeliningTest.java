package dev.parley.netty;

import dev.parley.engineio.Frame;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Several requests on one connection before the first answer.
class PipeliningTest {
  private final Echo echo = new Echo();
  private final Wire wire = echo.polling();

  @AfterEach
  void stop() {
    echo.close();
  }

  private String post(int i) {
    return "POST /socket.io/?EIO=4&transport=polling&sid={sid} HTTP/1.1\n"
        + "content-length: 4\n\n4%03d".formatted(i);
  }

  @Test
  void areHandledOneAfterTheOther() {
    var requests = new StringBuilder();
    for (int i = 0; i < 30; i++) {
      requests.append(post(i));
      requests.append("GET /socket.io/?EIO=4&transport=polling&sid={sid} HTTP/1.1\n\n");
      requests.append("GET /elsewhere HTTP/1.1\n\n");
    }
    wire.sendHttp(requests.toString());
    for (int i = 0; i < 30; i++) {
      wire.expectOk()
          .expectPackets("4%03d".formatted(i))
          .expectHttp("HTTP/1.1 404 Not Found\ncontent-length: 0\n\n");
    }
  }

  @Test
  void aWaitingPollHoldsWhatFollowsIt() {
    wire.poll().sendHttp("GET /elsewhere HTTP/1.1\n\n").sendHttp(post(7));
    echo.session(wire).send(Frame.text("wake"));
    wire.expectPackets("4wake")
        .expectHttp("HTTP/1.1 404 Not Found\ncontent-length: 0\n\n")
        .expectOk();
  }
}
