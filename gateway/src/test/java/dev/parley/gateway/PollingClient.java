package dev.parley.gateway;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/// A client over long-polling, on the thread of its test: it polls only while something is waited
/// for. Packets are kept as they came: `40{…}`, `42["event",…]`, `41`, `1` for a closed transport.
final class PollingClient {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final URI address;
  private final List<String> packets = new ArrayList<>();

  private PollingClient(URI address) {
    this.address = address;
  }

  static PollingClient open(int port) {
    var address = URI.create("http://127.0.0.1:" + port + "/socket.io/?EIO=4&transport=polling");
    var open = exchange(HttpRequest.newBuilder(address).build()).body();
    var sid = Json.mapper().readTree(open.substring(1)).get("sid").asString();
    return new PollingClient(URI.create(address + "&sid=" + sid));
  }

  /// Sends packets in one request.
  void send(String... sent) {
    var body = BodyPublishers.ofString(String.join("\u001e", sent));
    exchange(HttpRequest.newBuilder(address).POST(body).build());
  }

  List<String> packets() {
    return List.copyOf(packets);
  }

  /// The first packet that is wanted, polled for.
  String packet(Predicate<String> wanted) {
    while (true) {
      var found = packets.stream().filter(wanted).findFirst();
      if (found.isPresent()) {
        return found.get();
      }
      poll();
    }
  }

  /// So many events of this name, polled for.
  List<JsonNode> events(String name, int count) {
    while (events(name).size() < count) {
      poll();
    }
    return events(name);
  }

  List<JsonNode> events(String name) {
    var start = "42[\"" + name + "\",";
    return packets.stream()
        .filter(packet -> packet.startsWith(start))
        .map(packet -> Json.mapper().readTree(packet.substring(2)).get(1))
        .toList();
  }

  /// Polls until the server knows this client no more.
  void awaitEnd() {
    while (poll()) {}
  }

  private boolean poll() {
    var answer = exchange(HttpRequest.newBuilder(address).build());
    if (answer.statusCode() != 200) {
      return false;
    }
    for (var packet : answer.body().split("\u001e", -1)) {
      if (packet.equals("2")) {
        send("3");
      } else {
        packets.add(packet);
      }
    }
    return true;
  }

  private static HttpResponse<String> exchange(HttpRequest request) {
    try {
      return HTTP.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
