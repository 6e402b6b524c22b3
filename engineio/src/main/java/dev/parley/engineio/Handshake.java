package dev.parley.engineio;

import java.net.InetSocketAddress;

/// The request that opened a session.
///
/// @param remoteAddress the other end of the connection: a proxy's, if there is one
/// @param secure whether the connection itself is TLS
/// @param transport `polling` or `websocket`
public record Handshake(
    Headers headers,
    Query query,
    InetSocketAddress remoteAddress,
    boolean secure,
    String transport) {}
