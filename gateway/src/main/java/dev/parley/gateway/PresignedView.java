package dev.parley.gateway;

/// Where a file may be put, and what is then its address: bare, without an envelope.
///
/// @param uploadUrl takes one PUT
/// @param publicUrl what a message or an avatar carries
/// @param key the upload's id
public record PresignedView(String uploadUrl, String publicUrl, String key) {}
