import { io } from 'socket.io-client';
import { socketOptions } from './connection.js';
import type { ParleyOptions } from './options.js';

/** By name; whoever keeps them is signed in at the next start too. */
export type Cookies = Map<string, string>;

/**
 * What a client needs where no browser keeps its cookies, as in Node: they are kept here, and go with
 * every request and connection.
 */
export function nodeTransport(
  cookies: Cookies = new Map(),
): Required<Pick<ParleyOptions, 'fetch' | 'socket'>> {
  return {
    async fetch(input, init) {
      const headers = new Headers(init?.headers);
      headers.set('Cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '));
      const reply = await globalThis.fetch(input, { ...init, headers });
      reply.headers.getSetCookie().forEach((line) => keep(cookies, line));
      return reply;
    },
    socket: (url, auth) => {
      const signedIn = () => ({ ...auth(), token: cookies.get('accessToken') });
      return io(url, { ...socketOptions(signedIn), forceNew: true });
    },
  };
}

/** A `Set-Cookie`; an empty value is how the server takes one back. */
function keep(cookies: Cookies, line: string): void {
  const [pair = ''] = line.split(';');
  const [name, value] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)];
  if (value === '') cookies.delete(name);
  else cookies.set(name, value);
}
