package dev.parley.gateway;

/// What browsers subscribe with.
///
/// @param publicKey an uncompressed point of P-256 in base64url: `applicationServerKey`
public record PushKeyView(String publicKey) {}
