package dev.parley.server;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// The first admin, under `parley.admin`: used while there is none.
@ConfigurationProperties("parley.admin")
record AdminSettings(
    @Nullable String email, @Nullable String password, @Nullable String username) {}
