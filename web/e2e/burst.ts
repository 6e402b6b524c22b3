import { io } from 'socket.io-client';
import type { Person } from './person';

const OUTSTANDING = 64;

// What the server takes of one socket: 2,000 at once, and 1,000 a second in the long run.
const AT_ONCE = 2_000;
const A_MILLISECOND = 0.9;

/** What goes into a `send_message`, besides where. */
export interface Message {
  readonly text: string;
  readonly replyTo?: string;
}

/** Over a socket of its own, some at a time, in order. */
export async function sendMany(
  person: Person,
  conversation: string,
  messages: readonly Message[],
): Promise<void> {
  const all = await person.context.cookies();
  const cookie = all.map(({ name, value }) => `${name}=${value}`).join('; ');
  const url = new URL(person.page.url()).origin;
  const socket = io(url, {
    forceNew: true,
    transports: ['websocket'],
    extraHeaders: { cookie, origin: url },
  });
  const pause = messages.length > AT_ONCE ? OUTSTANDING / A_MILLISECOND : 0;
  for (let i = 0; i < messages.length; i += OUTSTANDING) {
    const paused = new Promise((done) => setTimeout(done, pause));
    const some = messages
      .slice(i, i + OUTSTANDING)
      .map((message) =>
        socket.emitWithAck('send_message', { conversation_id: conversation, ...message }),
      );
    for (const ack of (await Promise.all(some)) as { success: boolean }[]) {
      if (!ack.success) throw new Error(`not sent: ${JSON.stringify(ack)}`);
    }
    await paused;
  }
  socket.disconnect();
}
