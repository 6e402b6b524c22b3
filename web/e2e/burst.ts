import { io } from 'socket.io-client';
import type { Person } from './person';

const OUTSTANDING = 64;

// What the server takes of one socket: 2,000 at once, and 1,000 a second in the long run.
const AT_ONCE = 2_000;
const A_MILLISECOND = 0.9;

/** Over a socket of its own, some at a time, in order. */
export async function sendMany(
  person: Person,
  conversation: string,
  count: number,
  text: (i: number) => string,
): Promise<void> {
  const all = await person.context.cookies();
  const cookie = all.map(({ name, value }) => `${name}=${value}`).join('; ');
  const url = new URL(person.page.url()).origin;
  const socket = io(url, { transports: ['websocket'], extraHeaders: { cookie, origin: url } });
  const pause = count > AT_ONCE ? OUTSTANDING / A_MILLISECOND : 0;
  for (let i = 0; i < count; i += OUTSTANDING) {
    const paused = new Promise((done) => setTimeout(done, pause));
    const some = Array.from({ length: Math.min(OUTSTANDING, count - i) }, (_, k) =>
      socket.emitWithAck('send_message', { conversation_id: conversation, text: text(i + k) }),
    );
    for (const ack of (await Promise.all(some)) as { success: boolean }[]) {
      if (!ack.success) throw new Error(`not sent: ${JSON.stringify(ack)}`);
    }
    await paused;
  }
  socket.disconnect();
}
