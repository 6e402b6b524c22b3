// The official JavaScript client's connection state recovery: the server broadcasts `missed` once a
// socket has lost its connection.
// usage: node recovery.mjs <url> polling|websocket|upgrade
/* global AbortSignal */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import process from 'node:process';
import { io } from 'socket.io-client';

const [url, mode] = process.argv.slice(2);
const socket = io(url, {
  transports: mode === 'upgrade' ? ['polling', 'websocket'] : [mode],
  reconnectionDelay: 300,
  randomizationFactor: 0,
});

function next(event) {
  return once(socket, event, { signal: AbortSignal.timeout(60_000) });
}

await next('connect');
const id = socket.id;
// Nothing has been sent yet the first time.
for (let round = 0; round < 3; round++) {
  const missed = next('missed');
  const connected = next('connect');
  socket.io.engine.close();
  await connected;
  assert.equal(socket.recovered, true);
  assert.equal(socket.id, id);
  assert.equal((await missed)[0], round);
}
socket.disconnect();
