package dev.parley.socketio;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What a server allows its clients.
///
/// @param connectTimeout how long a connection may live without a connected socket
/// @param maxDepth how deep arrays and objects of a packet may nest; an event that nests deeper
///   arrives without its arguments, any other packet ends its connection
/// @param maxPacketBytes the attachments of one packet together; each alone, and the packet's text,
///   are bounded by Engine.IO's `maxPayload`
/// @param maxNamespaces how many namespaces one connection may be in
/// @param recovery connection state recovery, null for none
/// @param onFault told what a handler threw
public record SocketSettings(
    Duration connectTimeout,
    int maxDepth,
    long maxPacketBytes,
    int maxNamespaces,
    @Nullable RecoverySettings recovery,
    FaultHandler onFault) {

  /// 45 s, depth 100, 10 MB, 100 namespaces, no recovery, faults are logged.
  public static SocketSettings defaults() {
    return new SocketSettings(
        Duration.ofSeconds(45), 100, 10_000_000, 100, null, FaultHandler.logging());
  }

  public SocketSettings withConnectTimeout(Duration connectTimeout) {
    return new SocketSettings(
        connectTimeout, maxDepth, maxPacketBytes, maxNamespaces, recovery, onFault);
  }

  public SocketSettings withMaxPacketBytes(long maxPacketBytes) {
    return new SocketSettings(
        connectTimeout, maxDepth, maxPacketBytes, maxNamespaces, recovery, onFault);
  }

  public SocketSettings withRecovery(RecoverySettings recovery) {
    return new SocketSettings(
        connectTimeout, maxDepth, maxPacketBytes, maxNamespaces, recovery, onFault);
  }

  public SocketSettings withOnFault(FaultHandler onFault) {
    return new SocketSettings(
        connectTimeout, maxDepth, maxPacketBytes, maxNamespaces, recovery, onFault);
  }
}
