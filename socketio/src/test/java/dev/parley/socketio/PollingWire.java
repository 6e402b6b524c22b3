package dev.parley.socketio;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Collectors;

final class PollingWire extends Wire {
  private final URI uri;
  private final String sid;
  private volatile boolean gone;

  private PollingWire(URI uri, String sid) {
    this.uri = uri;
    this.sid = sid;
  }

  static PollingWire open(int port) {
    URI first = URI.create("http://127.0.0.1:" + port + "/socket.io/?EIO=4&transport=polling");
    String open = exchange(HttpRequest.newBuilder(first).build()).body();
    String sid = sidOf(open);
    PollingWire wire = new PollingWire(URI.create(first + "&sid=" + sid), sid);
    Thread.ofVirtual().name("poll").start(wire::poll);
    return wire;
  }

  @Override
  String sid() {
    return sid;
  }

  /// One at a time: two posts at once end a session, and pings are answered from the thread that
  /// polls.
  @Override
  synchronized void send(Object... packets) {
    String body =
        Arrays.stream(packets)
            .map(packet ->
                packet instanceof byte[] bytes
                    ? "b" + Base64.getEncoder().encodeToString(bytes)
                    : (String) packet)
            .collect(Collectors.joining("\u001e"));
    exchange(HttpRequest.newBuilder(uri).POST(BodyPublishers.ofString(body)).build());
  }

  private void poll() {
    while (!gone) {
      HttpResponse<String> response = exchange(HttpRequest.newBuilder(uri).build());
      if (response.statusCode() != 200) {
        break;
      }
      for (String packet : response.body().split("\u001e", -1)) {
        switch (packet.charAt(0)) {
          case '1' -> gone = true;
          case '6' -> {}
          case 'b' -> take(Base64.getDecoder().decode(packet.substring(1)));
          default -> take(packet);
        }
      }
    }
    takeClose();
  }

  private static HttpResponse<String> exchange(HttpRequest request) {
    try {
      return HTTP.send(request, BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    if (!gone) {
      gone = true;
      send("1");
    }
  }
}
