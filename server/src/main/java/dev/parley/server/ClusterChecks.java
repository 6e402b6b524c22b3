package dev.parley.server;

import dev.parley.server.Finding.Broken;
import dev.parley.server.Finding.Doubtful;
import dev.parley.server.Finding.Fine;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// What the settings of a node say beside those of its neighbours.
final class ClusterChecks {
  private static final int PATIENCE_MS = 2_000;

  private ClusterChecks() {}

  /// @param serving the data folder is held by a server, so it should answer at its address
  static List<Finding> all(
      ParleySettings parley,
      MongoSettings mongo,
      S3Settings s3,
      NodeSettings node,
      boolean serving) {
    var found = new ArrayList<Finding>();
    if (!mongo.isSet()) {
      found.add(
          new Broken(
              "PARLEY_REDIS_URI joins nodes that share a database, and none is set.",
              "Set PARLEY_MONGODB_URI too."));
    }
    if (Objects.requireNonNullElse(parley.jwtSecret(), "").isEmpty()) {
      found.add(
          new Broken(
              "Nodes must agree on what signs tokens.",
              "Set PARLEY_JWT_SECRET, the same for all."));
    }
    if (!s3.isSet()) {
      found.add(
          new Doubtful(
              "Files stay on the node that took them, and others can't give them out.",
              "Set PARLEY_FILES_S3_BUCKET. A folder that nodes share is no way out."));
    }
    found.add(address(node, serving));
    return found;
  }

  static Finding address(NodeSettings node, boolean serving) {
    if (node.address().isEmpty()) {
      return new Doubtful(
          "PARLEY_NODE_ADDRESS is not set, so a client must always come to the same node.",
          "Set it, or make the balancer's sessions sticky.");
    }
    var line = "PARLEY_NODE_ADDRESS, " + node.address() + ", ";
    try {
      var address = node.socketAddress();
      if (address.isUnresolved()) {
        return new Broken(line + "names no machine.", "Mend it.");
      }
      return serving ? answers(line, address) : bindable(line, address);
    } catch (StartFailure e) {
      return new Broken(e.getMessage() + ".", "Mend it.");
    }
  }

  private static Finding bindable(String line, InetSocketAddress address) {
    try (var probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(address);
      return new Fine(line + "is this machine's, and free.");
    } catch (IOException e) {
      return new Broken(
          line + "can't be had (" + e.getMessage() + ").",
          "Name an address of this machine that the others reach, and a port that nothing has.");
    }
  }

  private static Finding answers(String line, InetSocketAddress address) {
    try (var probe = new Socket()) {
      probe.connect(address, PATIENCE_MS);
      return new Fine(line + "answers.");
    } catch (IOException e) {
      return new Broken(
          line + "does not answer (" + e.getMessage() + ").",
          "Name an address of this node that the others reach, in a private network.");
    }
  }
}
