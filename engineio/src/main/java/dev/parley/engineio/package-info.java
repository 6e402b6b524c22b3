/// Engine.IO 4 (https://socket.io/docs/v4/engine-io-protocol/), without an HTTP server and without
/// JSON.
@NullMarked
package dev.parley.engineio;

import org.jspecify.annotations.NullMarked;
