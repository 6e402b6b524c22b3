package dev.parley.engineio;

import java.time.Duration;
import java.util.regex.Pattern;

/// What an engine allows its sessions.
///
/// @param pingInterval from the open packet, or a pong, to the next ping
/// @param pingTimeout from a ping to the pong at the latest
/// @param maxPayload bytes of one incoming POST body or WebSocket message, after inflating
/// @param upgradeTimeout how long a WebSocket may probe before its upgrade is done
/// @param outboxPackets how many packets may wait for a client before its backlog is dropped
/// @param outboxBytes how many bytes may; one packet may always wait, whatever its size
/// @param slowReaderTimeout how long a client may take after its backlog was dropped until it has
///   read what was on its way before
/// @param inboxPackets how many packets of one client may wait to be handled before it is not read
///   from any more
/// @param compression whether permessage-deflate is offered on WebSockets
/// @param sessionIdPrefix what every session id begins with, of letters, digits, `-` and `_`; where
///   several servers act as one it tells whose session it is. Behind it are 120 random bits anyway
public record EngineSettings(
    Duration pingInterval,
    Duration pingTimeout,
    int maxPayload,
    Duration upgradeTimeout,
    int outboxPackets,
    int outboxBytes,
    Duration slowReaderTimeout,
    int inboxPackets,
    boolean compression,
    String sessionIdPrefix) {
  private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9_-]*");

  public EngineSettings {
    if (!PREFIX.matcher(sessionIdPrefix).matches()) {
      throw new IllegalArgumentException("not a prefix of session ids: " + sessionIdPrefix);
    }
  }

  public static EngineSettings defaults() {
    return new EngineSettings(
        Duration.ofSeconds(25),
        Duration.ofSeconds(20),
        1_000_000,
        Duration.ofSeconds(10),
        10_000,
        4 << 20,
        Duration.ofSeconds(20),
        1_000,
        false,
        "");
  }

  public EngineSettings withHeartbeat(Duration interval, Duration timeout) {
    return new EngineSettings(
        interval,
        timeout,
        maxPayload,
        upgradeTimeout,
        outboxPackets,
        outboxBytes,
        slowReaderTimeout,
        inboxPackets,
        compression,
        sessionIdPrefix);
  }

  public EngineSettings withMaxPayload(int bytes) {
    return new EngineSettings(
        pingInterval,
        pingTimeout,
        bytes,
        upgradeTimeout,
        outboxPackets,
        outboxBytes,
        slowReaderTimeout,
        inboxPackets,
        compression,
        sessionIdPrefix);
  }

  public EngineSettings withUpgradeTimeout(Duration timeout) {
    return new EngineSettings(
        pingInterval,
        pingTimeout,
        maxPayload,
        timeout,
        outboxPackets,
        outboxBytes,
        slowReaderTimeout,
        inboxPackets,
        compression,
        sessionIdPrefix);
  }

  public EngineSettings withOutbox(int packets, int bytes, Duration slowReader) {
    return new EngineSettings(
        pingInterval,
        pingTimeout,
        maxPayload,
        upgradeTimeout,
        packets,
        bytes,
        slowReader,
        inboxPackets,
        compression,
        sessionIdPrefix);
  }

  public EngineSettings withInbox(int packets) {
    return new EngineSettings(
        pingInterval,
        pingTimeout,
        maxPayload,
        upgradeTimeout,
        outboxPackets,
        outboxBytes,
        slowReaderTimeout,
        packets,
        compression,
        sessionIdPrefix);
  }

  public EngineSettings withCompression(boolean on) {
    return new EngineSettings(
        pingInterval,
        pingTimeout,
        maxPayload,
        upgradeTimeout,
        outboxPackets,
        outboxBytes,
        slowReaderTimeout,
        inboxPackets,
        on,
        sessionIdPrefix);
  }

  public EngineSettings withSessionIdPrefix(String prefix) {
    return new EngineSettings(
        pingInterval,
        pingTimeout,
        maxPayload,
        upgradeTimeout,
        outboxPackets,
        outboxBytes,
        slowReaderTimeout,
        inboxPackets,
        compression,
        prefix);
  }
}
