// The official JavaScript client is closed on its way from polling to WebSocket, on a network where
// the answers to its polls come so late that it still waits for one when the WebSocket ends.
// usage: node closed.mjs <url>
/* global URL, setTimeout */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import process from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';
import { io } from 'socket.io-client';

const server = new URL(process.argv[2]);
const CLIENTS = 150;
/** Milliseconds: polls, a WebSocket's beginning, and what then comes by it. */
const LATE = { poll: 100, upgrade: 200, frame: 30 };
/** When the probe is answered, after the client is connected, and for how long about it. */
const WAY = { begin: 60, length: 120 };

const proxy = createServer((client) => {
  const upstream = connect(server.port, server.hostname);
  let late = LATE.poll;
  client.on('data', (data) => {
    if (/^upgrade: websocket/im.test(data.toString('latin1'))) late = LATE.upgrade;
    upstream.write(data);
  });
  upstream.on('data', (data) => {
    setTimeout(() => client.write(data), late);
    if (late === LATE.upgrade) late = LATE.frame;
  });
  upstream.on('close', () => setTimeout(() => client.end(), late));
  client.on('close', () => upstream.end());
  for (const side of [client, upstream]) side.on('error', () => client.destroy());
});
proxy.listen(0, '127.0.0.1');
await once(proxy, 'listening');
const url = `http://127.0.0.1:${proxy.address().port}`;

/** Why it ended. */
async function closed(after) {
  const socket = io(url, { auth: { token: 'secret' }, forceNew: true, reconnection: false });
  await once(socket, 'connect');
  await pause(after);
  socket.emit('close');
  const [reason] = await once(socket, 'disconnect');
  return reason;
}

const reasons = await Promise.all(
  Array.from({ length: CLIENTS }, (_, i) => closed(WAY.begin + (i * WAY.length) / CLIENTS)),
);
for (const reason of reasons) assert.match(reason, /^transport (close|error)$/);
process.exit();
