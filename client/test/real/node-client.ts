import { io } from 'socket.io-client';
import { Parley } from '../../src/client.js';
import { nodeTransport, type Cookies } from '../../src/node.js';
import type { ParleyOptions } from '../../src/options.js';

interface NodeOptions extends Pick<ParleyOptions, 'outbox' | 'snapshot'> {
  readonly cookies?: Cookies;
}

/** A client without a browser that comes back sooner than others, by WebSocket alone. */
export function nodeClient(
  url: string,
  { cookies = new Map(), ...kept }: NodeOptions = {},
): Parley {
  return new Parley({
    ...kept,
    ...nodeTransport(cookies),
    url,
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
