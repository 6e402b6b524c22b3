// The official JavaScript client through everything a server owes it, against ScenarioServer.
// usage: node scenario.mjs <url> polling|websocket|upgrade [compressed]
/* global AbortSignal */
import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import console from 'node:console';
import { once } from 'node:events';
import process from 'node:process';
import { io } from 'socket.io-client';

const [url, mode, compressed] = process.argv.slice(2);
const transports = mode === 'upgrade' ? ['polling', 'websocket'] : [mode];
const open = [];

function client(namespace = '/', auth = { token: 'secret' }) {
  const socket = io(url + namespace, {
    transports,
    auth,
    forceNew: true,
    reconnectionDelay: 10,
    reconnectionDelayMax: 50,
  });
  open.push(socket);
  return socket;
}

async function connected(namespace) {
  const socket = client(namespace);
  await next(socket, 'connect');
  return socket;
}

function next(emitter, event) {
  return once(emitter, event, { signal: AbortSignal.timeout(60_000) });
}

async function step(name, body) {
  try {
    await body();
    console.log('ok ' + name);
  } catch (error) {
    console.log('FAILED ' + name, error);
    process.exit(1);
  }
}

const bytes = (...values) => Buffer.from(values);

await step('connect with auth', async () => {
  const socket = await connected();
  const auth = await socket.emitWithAck('auth');
  assert.deepEqual(auth, { token: 'secret' });
});

await step('refusals', async () => {
  const [denied] = await next(client('/', { token: 'wrong' }), 'connect_error');
  assert.equal(denied.message, 'not authorized');
  assert.deepEqual(denied.data, { code: 401 });
  const [unknown] = await next(client('/nowhere'), 'connect_error');
  assert.equal(unknown.message, 'Invalid namespace');
});

await step('acknowledgements both ways', async () => {
  const socket = await connected();
  assert.deepEqual(await socket.emitWithAck('echo', 1, 'two', { three: [null, true, 1.5] }), [
    1,
    'two',
    { three: [null, true, 1.5] },
  ]);
  socket.on('question', (a, b, answer) => answer(a + b));
  const told = next(socket, 'told');
  socket.emit('ask me', 2, 3);
  assert.deepEqual(await told, [5]);
});

await step('binary both ways', async () => {
  const socket = await connected();
  const [first, object] = await socket.emitWithAck('echo', bytes(1, 2, 3), {
    deep: [bytes(), bytes(255)],
  });
  assert.deepEqual(first, bytes(1, 2, 3));
  assert.deepEqual(object, { deep: [bytes(), bytes(255)] });
  socket.on('question', (a, b, answer) => answer(Buffer.concat([a, b])));
  const told = next(socket, 'told');
  socket.emit('ask me', bytes(1), bytes(2));
  assert.deepEqual(await told, [bytes(1, 2)]);
});

await step('rooms', async () => {
  const [one, two, three] = await Promise.all([connected(), connected(), connected()]);
  await Promise.all([one, two].map((socket) => socket.emitWithAck('join', 'room')));
  let strays = 0;
  one.on('said', () => strays++);
  three.on('said', () => strays++);
  const said = next(two, 'said');
  await one.emitWithAck('say', 'room', 'hello');
  assert.deepEqual(await said, ['hello']);
  await Promise.all([one, three].map((socket) => socket.emitWithAck('echo')));
  assert.equal(strays, 0);
});

await step('namespaces on one connection', async () => {
  const main = await connected();
  const admin = main.io.socket('/admin', { auth: { token: 'admin' } });
  await next(admin, 'connect');
  assert.notEqual(admin.id, main.id);
  assert.deepEqual(await admin.emitWithAck('where'), '/admin');
  assert.deepEqual(await main.emitWithAck('where'), '/');
  admin.disconnect();
  assert.deepEqual(await main.emitWithAck('where'), '/');
});

await step('large payloads', async () => {
  const socket = await connected();
  const text = 'é😀x'.repeat(100_000);
  assert.deepEqual(await socket.emitWithAck('echo', text), [text]);
  const large = Buffer.alloc(600_000, 7);
  const [back] = await socket.emitWithAck('echo', large);
  assert.ok(large.equals(back));
});

await step('1,000 events in order', async () => {
  const socket = await connected();
  const seen = [];
  const all = new Promise((resolve) => {
    socket.on('n', (n) => {
      seen.push(n);
      if (seen.length === 1_000) resolve();
    });
  });
  for (let n = 0; n < 1_000; n++) socket.emit('n', n);
  await all;
  assert.deepEqual(
    seen,
    seen.map((_, n) => n),
  );
});

await step('reconnect after the server closed the transport', async () => {
  const socket = await connected();
  const before = socket.id;
  const gone = next(socket, 'disconnect');
  const back = next(socket, 'connect');
  socket.emit('close');
  assert.ok(['transport close', 'transport error'].includes((await gone)[0]));
  await back;
  assert.notEqual(socket.id, before);
  assert.deepEqual(await socket.emitWithAck('where'), '/');
});

await step('disconnect reasons', async () => {
  const kicked = await connected();
  const gone = next(kicked, 'disconnect');
  kicked.emit('kick');
  assert.equal((await gone)[0], 'io server disconnect');
  assert.equal(kicked.active, false);
  const leaving = await connected();
  const id = leaving.id;
  leaving.disconnect();
  const watching = await connected();
  for (;;) {
    const reason = await watching.emitWithAck('reason', id);
    if (reason !== null) {
      assert.equal(reason, 'client namespace disconnect');
      break;
    }
  }
});

await step('the transport is ' + mode, async () => {
  const socket = await connected();
  const { engine } = socket.io;
  if (mode === 'upgrade') {
    if (engine.transport.name !== 'websocket') await next(engine, 'upgrade');
    assert.deepEqual(await socket.emitWithAck('echo', bytes(1)), [bytes(1)]);
  }
  assert.equal(engine.transport.name, mode === 'upgrade' ? 'websocket' : mode);
  if (mode !== 'polling') {
    assert.equal(engine.transport.ws.extensions, compressed ? 'permessage-deflate' : '');
  }
});

open.forEach((socket) => socket.disconnect());
