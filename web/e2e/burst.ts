import { io } from 'socket.io-client';
import type { Person } from './person';

const OUTSTANDING = 64;

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
  for (let i = 0; i < count; i += OUTSTANDING) {
    const some = Array.from({ length: Math.min(OUTSTANDING, count - i) }, (_, k) =>
      socket.emitWithAck('send_message', { conversation_id: conversation, text: text(i + k) }),
    );
    for (const ack of (await Promise.all(some)) as { success: boolean }[]) {
      if (!ack.success) throw new Error(`not sent: ${JSON.stringify(ack)}`);
    }
  }
  socket.disconnect();
}
