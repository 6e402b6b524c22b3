import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Backoff } from '../src/backoff.js';
import { Connection, type SocketLike } from '../src/connection.js';

/** Connects at once, unless it refuses, and answers only what it is told to. */
class Socket {
  connected = false;
  active = false;
  connects = 0;
  refusing = false;
  answering = true;
  readonly #handlers = new Map<string, (value?: unknown) => void>();
  #any: (name: string, payload: unknown) => void = () => undefined;

  on(name: string, handler: () => void): void {
    this.#handlers.set(name, handler);
  }

  onAny(handler: (name: string, payload: unknown) => void): void {
    this.#any = handler;
  }

  connect(): void {
    this.connects++;
    this.active = !this.refusing;
    this.connected = !this.refusing;
    if (this.refusing) this.#handlers.get('connect_error')!(new Error('Token expired'));
    else this.#handlers.get('connect')!();
  }

  disconnect(): void {
    this.active = false;
    this.connected = false;
  }

  say(): void {
    this.#any('new_message', {});
  }

  timeout(ms: number) {
    return {
      emitWithAck: () =>
        this.answering
          ? Promise.resolve({ success: true, data: 'yes' })
          : new Promise((_, fail) => setTimeout(() => fail(new Error('timeout')), ms)),
    };
  }
}

let socket: Socket;
let connection: Connection;
let renewals: number;

beforeEach(() => {
  vi.useFakeTimers();
  socket = new Socket();
  renewals = 0;
  const nothing = () => undefined;
  connection = new Connection(
    {
      url: '',
      userId: () => 'me',
      renew: () => {
        renewals++;
        return Promise.resolve(true);
      },
      socket: () => socket as unknown as SocketLike,
    },
    { connected: nothing, lost: nothing, sentAway: nothing, replaced: nothing, event: nothing },
  );
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('a request that nobody answers', () => {
  it('makes a dead connection show in seconds', async () => {
    connection.start();
    socket.answering = false;
    const answer = expect(connection.request('sync', {})).rejects.toMatchObject({ status: 0 });
    await vi.advanceTimersByTimeAsync(9_500);
    expect(socket.connects).toBe(2);
    await vi.advanceTimersByTimeAsync(9_500);
    await answer;
  });

  it('leaves a connection alone over which something comes', async () => {
    connection.start();
    socket.answering = false;
    const answer = expect(connection.request('sync', {})).rejects.toMatchObject({ status: 0 });
    await vi.advanceTimersByTimeAsync(6_000);
    socket.say();
    await vi.advanceTimersByTimeAsync(6_000);
    expect(socket.connects).toBe(1);
    await answer;
  });
});

describe('a browser that says it is offline', () => {
  beforeEach(() => vi.stubGlobal('navigator', { onLine: false }));

  it('gives a dead connection a second', async () => {
    connection.start();
    socket.answering = false;
    const looked = connection.hurry();
    await vi.advanceTimersByTimeAsync(1_000);
    await looked;
    expect(socket.connects).toBe(2);
  });

  it('is not believed while the server answers', async () => {
    connection.start();
    await connection.hurry();
    expect(socket.connects).toBe(1);
  });
});

describe('a refusal at CONNECT', () => {
  it('renews the tokens and connects at once', async () => {
    socket.refusing = true;
    connection.start();
    socket.refusing = false;
    await vi.advanceTimersByTimeAsync(0);
    expect(connection.connected).toBe(true);
    expect(renewals).toBe(1);
  });

  it('that new tokens do not mend is not tried again without a pause', async () => {
    socket.refusing = true;
    connection.start();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(socket.connects).toBeGreaterThan(4);
    expect(socket.connects).toBeLessThan(15);
  });

  it('is forgotten with the connection', async () => {
    socket.refusing = true;
    connection.start();
    connection.stop();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(socket.connects).toBe(1);
  });
});

describe('a pause before the next try', () => {
  it('doubles up to a bound, is spread, and begins anew after a success', () => {
    const backoff = new Backoff(1_000, 4_000, () => 1);
    expect([1, 2, 3, 4].map(() => backoff.next())).toEqual([1_000, 2_000, 4_000, 4_000]);
    backoff.reset();
    expect(backoff.next()).toBe(1_000);
    expect(new Backoff(1_000, 4_000, () => 0).next()).toBe(500);
  });
});
