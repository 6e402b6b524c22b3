package dev.parley.chat;

import java.net.URI;

/// Where a client may put the content of an upload by itself.
public record DirectAddress(String uploadId, URI address) {}
