import { io, type ManagerOptions, type Socket, type SocketOptions } from 'socket.io-client';
import { Backoff } from './backoff.js';
import { ParleyError } from './errors.js';
import { ANSWER_MS, type LineListener } from './line.js';
import type { RefusalBody } from './wire.js';

/** The part of a Socket.IO socket that is used here. */
export type SocketLike = Pick<
  Socket,
  'connected' | 'active' | 'connect' | 'disconnect' | 'on' | 'onAny' | 'timeout'
>;

/** `auth` is asked at each CONNECT for what goes with it. */
export type OpenSocket = (url: string, auth: () => object) => SocketLike;

export interface ConnectionOptions {
  /** Where the server is; empty means this page's own origin. */
  readonly url: string;
  /** Whose the cookies must be: the server lets nobody else in. */
  readonly userId: () => string | undefined;
  /** Renews the tokens; false when the session has ended. Throws while the server is away. */
  readonly renew: () => Promise<boolean>;
  readonly socket?: OpenSocket;
}

const SOMEBODY_ELSE = 'Somebody else is signed in';
const HEARTBEAT_MS = 4_000;
/** The browser says there is no network: what answers all the same is near. */
const OFFLINE_MS = 1_000;

/**
 * One Socket.IO connection that comes back by itself: WebSocket first, long polling where that is
 * not to be had. Requests are made only while it is connected, so that nothing is sent late and
 * out of order by a buffer nobody sees.
 */
export class Connection {
  readonly #socket: SocketLike;
  readonly #backoff = new Backoff();
  #wanted = false;
  #refusals = 0;
  /** How much came from the server so far. */
  #heard = 0;
  #renewal: ReturnType<typeof setTimeout> | undefined;
  #looking: Promise<void> | undefined;

  constructor(
    private readonly options: ConnectionOptions,
    private readonly listener: LineListener,
  ) {
    this.#socket = (options.socket ?? open)(options.url, () => ({ userId: options.userId() }));
    this.#socket.on('connect', () => {
      this.#refusals = 0;
      this.#backoff.reset();
      listener.connected();
    });
    this.#socket.on('connect_error', (error) => {
      if (error.message === SOMEBODY_ELSE) listener.replaced();
      else void this.#refused();
    });
    this.#socket.on('disconnect', (reason) => {
      if (reason === 'io server disconnect') listener.sentAway();
      else listener.lost();
    });
    this.#socket.onAny((name: string, payload: unknown) => {
      this.#heard++;
      listener.event(name, payload);
    });
  }

  get connected(): boolean {
    return this.#socket.connected;
  }

  start(): void {
    this.#wanted = true;
    this.#socket.connect();
  }

  stop(): void {
    this.#wanted = false;
    clearTimeout(this.#renewal);
    this.#renewal = undefined;
    this.#socket.disconnect();
  }

  /**
   * Looks now instead of at the next turn: the network is gone or back, or the tab is. A connection
   * that died while the machine slept still looks alive here; the server is asked.
   */
  hurry(): Promise<void> {
    this.#looking ??= this.#look().finally(() => (this.#looking = undefined));
    return this.#looking;
  }

  async #look(): Promise<void> {
    if (this.#renewal !== undefined) return this.#again();
    if (!this.#socket.active) return;
    if (this.connected && (await this.#alive())) return;
    if (!this.#wanted) return;
    this.#socket.disconnect();
    this.#socket.connect();
  }

  /** A refusal is a sign of life too, and so is whatever else comes: the network may be slow. */
  async #alive(): Promise<boolean> {
    const before = this.#heard;
    // Node has a navigator too, which does not say.
    const limit = globalThis.navigator?.onLine === false ? OFFLINE_MS : HEARTBEAT_MS;
    await this.#ask('heartbeat', { timestamp: Date.now() }, limit).catch(() => undefined);
    return this.connected && this.#heard > before;
  }

  /** Sends without waiting for an answer; dropped while there is no connection. */
  tell(event: string, payload: object): void {
    if (this.connected) void this.request(event, payload).catch(() => undefined);
  }

  /**
   * Sends and waits for the answer. A `ParleyError` with status 0 leaves the effect unknown. When
   * half of the time is over the connection itself is in doubt: what is dead shows in seconds, and
   * not when the transport notices.
   */
  async request<T>(event: string, payload: object, timeoutMs = ANSWER_MS): Promise<T> {
    const doubt = setTimeout(() => void this.hurry(), timeoutMs / 2);
    return this.#ask<T>(event, payload, timeoutMs).finally(() => clearTimeout(doubt));
  }

  async #ask<T>(event: string, payload: object, timeoutMs: number): Promise<T> {
    if (!this.connected) throw ParleyError.unreachable();
    let answer: Answer<T>;
    try {
      answer = (await this.#socket.timeout(timeoutMs).emitWithAck(event, payload)) as Answer<T>;
    } catch {
      throw ParleyError.unreachable(this.connected ? 'TIMEOUT' : 'NETWORK');
    }
    this.#heard++;
    if (answer.success) return answer.data;
    throw ParleyError.of(answer);
  }

  /** An inactive socket was refused at CONNECT: its tokens are too old, or the session is over. */
  async #refused(): Promise<void> {
    this.listener.lost();
    if (this.#socket.active) return;
    this.#refusals++;
    try {
      if (!(await this.options.renew()) || !this.#wanted) return;
      // Refused again with tokens that are new: no use in asking as fast as it answers.
      if (this.#refusals > 1) this.#later();
      else this.#socket.connect();
    } catch {
      this.#later();
    }
  }

  #later(): void {
    if (this.#wanted) this.#renewal = setTimeout(() => this.#again(), this.#backoff.next());
  }

  #again(): void {
    clearTimeout(this.#renewal);
    this.#renewal = undefined;
    this.#socket.connect();
  }
}

type Answer<T> = { readonly success: true; readonly data: T } | RefusalBody;

function open(url: string, auth: () => object): SocketLike {
  const options = socketOptions(auth);
  return url === '' ? io(options) : io(url, options);
}

/** How every client of this kind connects. */
export function socketOptions(auth: () => object): Partial<ManagerOptions & SocketOptions> {
  return {
    auth: (give: (auth: object) => void) => give(auth()),
    autoConnect: false,
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    reconnectionDelay: 300,
    reconnectionDelayMax: 5_000,
    // Everybody comes back after a restart: spread them.
    randomizationFactor: 0.5,
    timeout: 10_000,
  };
}
