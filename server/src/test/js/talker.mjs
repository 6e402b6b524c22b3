// The official JavaScript client over long-polling alone: says so many messages, one after the
// other, each repeated until it is acknowledged, and ends when it holds all that anybody said.
// usage: node talker.mjs <url> <token> <conversation> <own messages> <all messages>
/* global setTimeout */
import process from 'node:process';
import { io } from 'socket.io-client';

const [url, token, conversation, own, all] = process.argv.slice(2);
const held = new Map();
const socket = io(url, {
  transports: ['polling'],
  auth: { token },
  reconnectionDelay: 100,
  reconnectionDelayMax: 1_000,
});

function keep(entry) {
  if (entry.conversationId === conversation && entry.text) {
    held.set(entry.seq, entry.text);
  }
}

async function ask(event, payload) {
  for (;;) {
    try {
      const answer = await socket.timeout(10_000).emitWithAck(event, payload);
      if (answer.success) {
        return answer.data;
      }
    } catch {
      // not answered in time: asked again
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

async function sync() {
  let cursor = 0;
  for (let more = true; more; ) {
    const page = await ask('sync', { cursors: { [conversation]: cursor }, limit: 500 });
    page.changes.forEach(keep);
    cursor = page.cursors[conversation] ?? cursor;
    more = page.more;
  }
}

socket.on('new_message', keep);
for (let i = 0; i < Number(own); i++) {
  await ask('send_message', {
    conversation_id: conversation,
    text: `js ${i}`,
    clientMessageId: `js-${i}`,
  });
}
while (held.size < Number(all)) {
  await sync();
}
process.stdout.write([...held].sort(([a], [b]) => a - b).map(([, text]) => text).join('\n'));
socket.disconnect();
