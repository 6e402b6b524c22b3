package dev.parley.gateway;

import dev.parley.chat.Delay;
import dev.parley.chat.Limited;
import dev.parley.chat.Presence;
import dev.parley.chat.RateLimits;
import dev.parley.chat.RateLimits.Taken;
import dev.parley.chat.Refusal;
import dev.parley.chat.Refused;
import dev.parley.engineio.CloseReason;
import dev.parley.socketio.ConnectAborted;
import dev.parley.socketio.ConnectRefused;
import dev.parley.socketio.Event;
import dev.parley.socketio.RawJson;
import dev.parley.socketio.Socket;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The chat on Socket.IO: who may connect, what becomes of each event, and how a socket ends. All
/// of a socket's handlers run one at a time on a virtual thread.
public final class ChatSockets {
  private static final Logger LOG = System.getLogger(ChatSockets.class.getName());
  private static final Duration SESSION_CHECK = Duration.ofMinutes(1);
  private static final Duration DAY = Duration.ofDays(1);

  /// The words by which clients know the failure of these events; the others' is the refusal's own.
  private static final Map<String, String> FAILURES =
      Map.of(
          "join_conversation", "JOIN_FAILED",
          "leave_conversation", "LEAVE_FAILED",
          "send_message", "SEND_MESSAGE_FAILED");

  private static final Map<String, Limited> LIMITED = Map.of("send_message", Limited.SEND);

  private final SocketDirectory directory;
  private final Authenticator authenticator;
  private final Presence presence;
  private final ClientEvents events;
  private final Delay delay;
  private final InstantSource clock;
  private volatile EventLimit limit = EventLimit.DEFAULT;
  private volatile RateLimits limits = RateLimits.NONE;
  private volatile int socketsOfUser;

  public ChatSockets(
      SocketDirectory directory,
      UseCases chat,
      Authenticator authenticator,
      Profiles profiles,
      Delay delay,
      InstantSource clock) {
    this.directory = directory;
    this.authenticator = authenticator;
    this.presence = chat.presence();
    this.events = new ClientEvents(chat, directory, profiles, delay, clock);
    this.delay = delay;
    this.clock = clock;
  }

  /// Limits the events of each socket otherwise than by default.
  public ChatSockets limit(EventLimit limit) {
    this.limit = limit;
    return this;
  }

  /// Takes what is limited by user from the same budgets as REST does.
  public ChatSockets limits(RateLimits limits) {
    this.limits = limits;
    return this;
  }

  /// Lets no user have more sockets than about so many here; 0 for no limit, as without this.
  public ChatSockets socketsOfUser(int most) {
    socketsOfUser = most;
    return this;
  }

  /// The events that clients may send.
  public Set<String> eventNames() {
    var names = new HashSet<>(events.all().keySet());
    names.add("authenticate");
    return names;
  }

  /// Begins to take sockets; to be called once.
  public void open() {
    var namespace = directory.namespace();
    namespace.use(this::admit);
    namespace.onConnect(this::connected);
    namespace.onDisconnect((socket, reason) -> disconnected(socket));
    namespace.onBacklogDropped(socket -> client(socket).catchUp());
    events
        .all()
        .forEach((name, handling) ->
            namespace.on(name, (socket, event) -> handle(socket, event, handling)));
    namespace.on("authenticate", (socket, event) -> handle(socket, event, this::authenticate));
    namespace.onUnhandled((socket, event) ->
        handle(
            socket,
            event,
            (client, payload) -> {
              throw new Refused(Refusal.UNKNOWN_EVENT, "Unknown event");
            }));
    delay.after(SESSION_CHECK, this::endExpired);
  }

  /// From here on it is in the directory, before the client hears that it is connected: what is
  /// stored later than that reaches it.
  private void admit(Socket socket) {
    try {
      var client = new Client(socket, authenticator.handshake(credentials(socket)), clock.millis());
      socket.forgetAuth();
      requireRoom(client.userId());
      socket.attach(client);
      directory.add(client);
    } catch (Refused refused) {
      throw switch (refused.refusal()) {
        case UNAUTHORIZED, INVALID_TOKEN, TOKEN_EXPIRED, OTHER_USER ->
            new ConnectRefused(refused.getMessage());
        // It passes by itself, and official clients do not come back after a CONNECT_ERROR.
        default -> new ConnectAborted(refused.getMessage());
      };
    }
  }

  private void requireRoom(String userId) {
    int most = socketsOfUser;
    if (most > 0 && directory.of(userId).size() >= most) {
      throw new Refused(Refusal.RATE_LIMITED, "Too many connections");
    }
  }

  private static Credentials credentials(Socket socket) {
    var headers = socket.handshake().headers();
    return Credentials.of(
            given(socket, "token"), headers.get("authorization"), headers.get("cookie"))
        .ofUser(given(socket, "userId"));
  }

  private static @Nullable String given(Socket socket, String field) {
    return switch (socket.auth().get(field)) {
      case null -> null;
      case String text -> text;
      default -> throw AccessTokens.invalid();
    };
  }

  private void connected(Socket socket) {
    var client = client(socket);
    presence.connected(client.userId());
    // Its session may have ended while it was not yet to be found, or not yet connected.
    if (!authenticator.isLive(client.identity())) {
      socket.disconnect(true);
    }
    expireLater(client);
  }

  /// A token in place of the one that is about to expire.
  @Described(
      event = "authenticate",
      value = "Gives a token in place of the one that is about to expire",
      takes = {"token: string"},
      answers = Pushed.Renewed.class)
  private Success authenticate(Client client, Fields payload) {
    var token = payload.requiredText("token");
    payload.refuseIfAny();
    var renewed = authenticator.request(new Credentials(token, null, null, null));
    if (!renewed.userId().equals(client.userId())) {
      throw new Refused(Refusal.FORBIDDEN, "The token is another user's");
    }
    client.renew(renewed);
    expireLater(client);
    var end = renewed.expiresAt();
    return Success.of(new Pushed.Renewed(end));
  }

  /// Without a session a socket lasts as long as its token. The transport closes then, so that the
  /// client comes back with another one.
  private void expireLater(Client client) {
    var end = client.identity().expiresAt();
    if (end != null) {
      var left = Duration.between(clock.instant(), end);
      var wait = left.isNegative() ? Duration.ZERO : left;
      // Looked at again at least daily: a token may say any time, even one no timer can wait for.
      delay.after(wait.compareTo(DAY) > 0 ? DAY : wait, () -> endIfExpired(client));
    }
  }

  private void endIfExpired(Client client) {
    var end = client.identity().expiresAt();
    if (end == null || !client.socket().connected()) {
      return;
    }
    if (clock.instant().isBefore(end)) {
      expireLater(client);
    } else {
      client.socket().close(CloseReason.FORCED_CLOSE);
    }
  }

  private void disconnected(Socket socket) {
    var client = client(socket);
    directory.remove(client);
    client.stopViewingAll(presence);
    presence.disconnected(client.userId());
  }

  private static Client client(Socket socket) {
    return Objects.requireNonNull(socket.attachment(Client.class));
  }

  private void endExpired() {
    try {
      directory.forEach(client -> {
        if (client.socket().connected() && !authenticator.isLive(client.identity())) {
          client.socket().disconnect(true);
        }
      });
    } catch (RuntimeException e) {
      // Such as a store that is away: the next look finds them.
      LOG.log(Level.WARNING, "Sessions could not be looked at", e);
    } finally {
      delay.after(SESSION_CHECK, this::endExpired);
    }
  }

  private void handle(Socket socket, Event event, ClientEvents.Handling handling) {
    var client = client(socket);
    if (!client.mayHandle(limit, clock.millis())) {
      refuse(socket, event, Problem.rateLimited("Too many events", 1));
      return;
    }
    var limited = LIMITED.get(event.name());
    var taken = limited == null ? Taken.UNLIMITED : limits.take(limited, client.userId());
    if (!taken.allowed()) {
      var wait = Math.max(1, taken.untilNext().plusMillis(999).toSeconds());
      refuse(socket, event, Problem.rateLimited("Too many requests; try again later", wait));
      return;
    }
    try {
      var success = handling.handle(client, Fields.ofPayload(event.arg(0)));
      if (event.ack() != null) {
        event.ack().send(new RawJson(Json.text(success)));
      }
    } catch (Refused refused) {
      refuse(socket, event, Problem.of(refused));
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "Handling " + event.name() + " failed", e);
      refuse(socket, event, Problem.ofDefect());
    }
  }

  private static void refuse(Socket socket, Event event, Problem problem) {
    if (event.ack() != null) {
      event.ack().send(new RawJson(Json.text(problem)));
      return;
    }
    var word =
        switch (problem.error()) {
          case "INVALID_PAYLOAD", "RATE_LIMITED" -> problem.error();
          default -> FAILURES.getOrDefault(event.name(), problem.error());
        };
    var failure = new Pushed.Failure(word, problem.message(), problem.details());
    socket.emit("error", new RawJson(Json.text(failure)));
  }
}
