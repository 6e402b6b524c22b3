import { io } from 'socket.io-client';
import { Parley } from '../../src/client.js';
import type { ParleyOptions } from '../../src/options.js';

interface NodeOptions extends Pick<ParleyOptions, 'outbox' | 'snapshot'> {
  readonly cookies?: Map<string, string>;
}

/** A client without a browser: its cookies are kept here, and its socket sends them. */
export function nodeClient(
  url: string,
  { cookies = new Map<string, string>(), ...kept }: NodeOptions = {},
): Parley {
  const cookie = () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  return new Parley({
    ...kept,
    url,
    async fetch(input, init) {
      const headers = new Headers(init?.headers);
      headers.set('Cookie', cookie());
      const reply = await fetch(input, { ...init, headers });
      for (const set of reply.headers.getSetCookie()) {
        const [name, value] = set.split(';')[0]!.split('=');
        cookies.set(name!, value ?? '');
      }
      return reply;
    },
    socket: (to) =>
      io(to, {
        autoConnect: false,
        forceNew: true,
        transports: ['websocket'],
        reconnectionDelay: 100,
        reconnectionDelayMax: 500,
        timeout: 3_000,
        auth: (give) => give({ token: cookies.get('accessToken') }),
      }),
  });
}
