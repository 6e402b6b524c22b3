/// Socket.IO 5 (https://socket.io/docs/v4/socket-io-protocol/) on top of Engine.IO sessions.
@NullMarked
package dev.parley.socketio;

import org.jspecify.annotations.NullMarked;
