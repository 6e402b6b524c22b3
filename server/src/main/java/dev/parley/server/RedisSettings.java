package dev.parley.server;

import org.springframework.boot.context.properties.ConfigurationProperties;

/// The settings under `parley.redis`.
///
/// @param uri empty for a server that is alone
@ConfigurationProperties("parley.redis")
record RedisSettings(String uri) {}
