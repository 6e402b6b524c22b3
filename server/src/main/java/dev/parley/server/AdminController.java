package dev.parley.server;

import dev.parley.chat.Nodes;
import dev.parley.chat.Nodes.Node;
import dev.parley.chat.Presence;
import dev.parley.engineio.Engine;
import dev.parley.gateway.Described;
import dev.parley.gateway.Success;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// What admins see of those connected. Figures count users, not sockets, unless named so.
@RestController
@RequestMapping("/api/v1/ws")
final class AdminController {
  /// @param connections open sockets
  /// @param nodes servers that make up this one
  private record Stats(
      int connectedUsers,
      Collection<String> users,
      int connections,
      int nodes,
      long uptimeSeconds,
      double messagesPerSecond) {}

  private record Connected(Collection<String> users, int count) {}

  private final Presence presence;
  private final Engine engine;
  private final MessageRate rate;
  private final @Nullable Nodes nodes;
  private final InstantSource clock;
  private final Instant start;

  /// @param nodes null for a server that is alone
  AdminController(
      Presence presence,
      Engine engine,
      MessageRate rate,
      @Nullable Nodes nodes,
      InstantSource clock) {
    this.nodes = nodes;
    this.presence = presence;
    this.engine = engine;
    this.rate = rate;
    this.clock = clock;
    this.start = clock.instant();
  }

  @GetMapping("/stats")
  @Described(value = "Figures of the server", answers = Stats.class)
  Success stats() {
    var users = presence.online();
    var uptime = Duration.between(start, clock.instant()).toSeconds();
    var here = engine.sessions().size();
    if (nodes == null) {
      return Success.of(new Stats(users.size(), users, here, 1, uptime, rate.perSecond()));
    }
    var live = nodes.live();
    return Success.of(
        new Stats(
            users.size(),
            users,
            live.stream().mapToInt(Node::connections).sum(),
            live.size(),
            uptime,
            live.stream().mapToDouble(Node::messagesPerSecond).sum()));
  }

  @GetMapping("/users")
  @Described(value = "Who is connected", answers = Connected.class)
  Success users() {
    var users = presence.online();
    return Success.of(new Connected(users, users.size()));
  }
}
