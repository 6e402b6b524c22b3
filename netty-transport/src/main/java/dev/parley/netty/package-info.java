/// Engine.IO on an existing Netty 4.2 pipeline: long-polling and WebSocket.
@NullMarked
package dev.parley.netty;

import org.jspecify.annotations.NullMarked;
