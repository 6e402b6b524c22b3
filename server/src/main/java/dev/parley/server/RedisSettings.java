package dev.parley.server;

import org.springframework.boot.context.properties.ConfigurationProperties;

/// The settings under `parley.redis`; what is not set is empty.
///
/// @param uri empty for a server that is alone
/// @param ca file of those who may have signed its certificate
/// @param certificate file of what this node shows of itself
/// @param key file of that certificate's key
@ConfigurationProperties("parley.redis")
record RedisSettings(String uri, String ca, String certificate, String key) {}
