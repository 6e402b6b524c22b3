// Two people sign up at a server or a cluster and talk, one over WebSocket, one over long polling.
// At the end the history must hold what was acknowledged, once each and in order, and so must both
// have it by what they heard: by pushes, each once, and by sync where they were away or one lacks.
//
//   node deploy/smoke.mjs http://127.0.0.1:8080 [--messages 40] [--midway "docker kill parley-parley-2-1"]
//     [--remember FILE] | [--recall FILE]
//
// What was said is kept in the file of --remember; --recall looks whether it is still there.
// The command of --midway runs when half of the messages are acknowledged, and they talk on meanwhile.
import { exec } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { io } from 'socket.io-client';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    messages: { type: 'string', default: '40' },
    midway: { type: 'string' },
    remember: { type: 'string' },
    recall: { type: 'string' },
  },
});
const base = positionals[0] ?? 'http://127.0.0.1:8080';
const count = Number(values.messages);
const patience = 60_000;
const pause = (millis) => new Promise((resolve) => setTimeout(resolve, millis));

function check(good, text) {
  if (!good) throw new Error(text);
}

/** Tries again what a node that is going or coming may refuse. */
async function persistently(what, attempt) {
  const until = Date.now() + patience;
  for (;;) {
    try {
      return await attempt();
    } catch (problem) {
      check(Date.now() < until && !problem.final, `${what}: ${problem.message}`);
      await pause(250);
    }
  }
}

async function request(person, method, path, body) {
  const response = await fetch(base + path, {
    method,
    headers: {
      'content-type': 'application/json',
      ...(person && { authorization: `Bearer ${person.token}` }),
    },
    body: body && JSON.stringify(body),
    signal: AbortSignal.timeout(10_000),
  });
  const text = await response.text();
  if (!response.ok) {
    const final = response.status < 500 && response.status !== 429;
    throw Object.assign(new Error(`${method} ${path}: ${response.status} ${text}`), { final });
  }
  return { response, data: JSON.parse(text).data };
}

async function person(transport) {
  const name = 'smoke' + randomUUID().slice(0, 8);
  const account = { email: `${name}@example.org`, username: name, password: randomUUID() };
  const { data } = await request(null, 'POST', '/api/v1/auth/signup', account);
  const { response } = await request(null, 'POST', '/api/v1/auth/signin', account);
  const token = /accessToken=([^;]*)/.exec(response.headers.getSetCookie().join('\n'))[1];
  const socket = io(base, {
    transports: [transport],
    auth: { token },
    reconnectionDelayMax: 1000,
    forceNew: true,
  });
  await new Promise((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });
  return { id: data.id, token, socket };
}

/** What one person has of a conversation: as clients do it, by revision. */
function listen({ socket }, conversation) {
  const texts = new Map();
  const pushed = new Set();
  const problems = [];
  let cursor = 0;
  let pulling = null;

  const take = (entry) => {
    if (entry.kind === 'message') texts.set(entry.seq, entry.text);
  };
  const pullOnce = async () => {
    for (let more = true; more;) {
      const asked = { cursors: { [conversation]: cursor } };
      const { data } = await socket.timeout(5_000).emitWithAck('sync', asked);
      data.changes.filter((each) => each.conversationId === conversation).forEach(take);
      cursor = Math.max(cursor, data.cursors[conversation] ?? cursor);
      more = data.more;
    }
  };
  const pull = () => (pulling ??= pullOnce().finally(() => (pulling = null)));

  socket.on('new_message', (entry) => {
    if (entry.conversationId !== conversation) return;
    if (pushed.has(entry.seq)) problems.push(`"${entry.text}" was pushed twice`);
    pushed.add(entry.seq);
    take(entry);
    if (entry.rev === cursor + 1) cursor = entry.rev;
    else if (entry.rev > cursor + 1) pull().catch(() => {});
  });
  // Whoever is back asks for what they missed.
  socket.on('connect', () => pull().catch(() => {}));
  return { texts, pushed, problems, pull };
}

/** Both must have exactly this, and in this order. */
async function compareHeard(listeners, expected) {
  for (const { texts, problems, pull } of listeners) {
    await persistently('hearing', async () => {
      if (texts.size !== expected.length) await pull();
      check(texts.size === expected.length, `${texts.size} of ${expected.length} heard`);
    });
    const inOrder = [...texts].sort(([a], [b]) => a - b).map(([, text]) => text);
    check(JSON.stringify(inOrder) === JSON.stringify(expected), 'heard in another order');
    check(problems.length === 0, problems.join(', '));
  }
}

async function say(from, conversation, text) {
  const message = { conversation_id: conversation, text, clientMessageId: randomUUID() };
  await persistently(`saying "${text}"`, async () => {
    const answer = await from.socket.timeout(5_000).emitWithAck('send_message', message);
    check(answer.success !== false && !answer.error, JSON.stringify(answer));
  });
}

/** The history must be the newest of what was expected, in this order. */
async function compare(token, conversation, expected) {
  const found = await persistently('reading', async () => {
    const path = `/api/v1/messages/conversation/${conversation}?limit=100`;
    const { data } = await request({ token }, 'GET', path);
    return data.map((message) => message.text);
  });
  const newest = expected.slice(-100);
  const inOrder = found[0] === newest[0] ? found : found.toReversed();
  check(
    JSON.stringify(inOrder) === JSON.stringify(newest),
    `the history is ${JSON.stringify(found)}`,
  );
}

const ready = () => request(null, 'GET', '/api/v1/auth/options').then(() => true);
await persistently('waiting for the server', async () => {
  await ready().catch((problem) => Promise.reject(new Error(problem.message)));
});
if (values.recall) {
  const { token, conversation, expected } = JSON.parse(readFileSync(values.recall, 'utf8'));
  await compare(token, conversation, expected);
  console.log(`${expected.length} messages of before are there, each once and in order`);
  process.exit();
}
const people = [await person('websocket'), await person('polling')];
const { data: made } = await request(people[0], 'POST', '/api/v1/conversations', {
  type: 'direct',
  userIds: [people[1].id],
});
const listeners = people.map((each) => listen(each, made.id));

let fault = Promise.resolve();
for (let n = 1; n <= count; n++) {
  if (n === Math.ceil(count / 2) && values.midway) {
    fault = new Promise((resolve, reject) =>
      exec(values.midway, (problem) => (problem ? reject(problem) : resolve())),
    );
  }
  await say(people[n % 2], made.id, `message ${n}`);
}
await fault;

const expected = Array.from({ length: count }, (_, n) => `message ${n + 1}`);
if (values.midway) {
  // Behind the fault both hear each other live again: what one says comes to both as a push.
  await persistently('hearing live', async () => {
    const seq = expected.length + 1;
    const heard = () => listeners.every(({ pushed }) => pushed.has(seq));
    await say(people[0], made.id, `message ${seq}`);
    expected.push(`message ${seq}`);
    for (let tries = 0; tries < 20 && !heard(); tries++) await pause(250);
    check(heard(), `message ${seq} was not pushed to both`);
  });
}
await compare(people[0].token, made.id, expected);
await compareHeard(listeners, expected);
if (values.remember) {
  const said = { token: people[0].token, conversation: made.id, expected };
  writeFileSync(values.remember, JSON.stringify(said));
}
if (!values.midway) {
  await persistently('pushes', async () =>
    check(
      listeners.every(({ pushed }) => pushed.size === count),
      'not everything was pushed',
    ),
  );
}
for (const { socket } of people) socket.close();
console.log(
  `${expected.length} messages acknowledged, each once and in order, at both${values.midway ? `, through: ${values.midway}` : ''}`,
);
