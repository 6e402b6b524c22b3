import { io, type Socket } from 'socket.io-client';
import { ParleyError } from './errors.js';
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

export interface ConnectionListener {
  connected(): void;
  /** Lost, or not there yet: it is being tried again. */
  lost(): void;
  /** The server ended it on purpose and it is not tried again by itself. */
  sentAway(): void;
  /** The cookies have become somebody else's. */
  replaced(): void;
  event(name: string, payload: unknown): void;
}

const SOMEBODY_ELSE = 'Somebody else is signed in';
const RETRY_RENEWAL_MS = 3_000;
const HEARTBEAT_MS = 4_000;

/**
 * One Socket.IO connection that comes back by itself: WebSocket first, long polling where that is
 * not to be had. Requests are made only while it is connected, so that nothing is sent late and
 * out of order by a buffer nobody sees.
 */
export class Connection {
  readonly #socket: SocketLike;
  #renewal: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly options: ConnectionOptions,
    private readonly listener: ConnectionListener,
  ) {
    this.#socket = (options.socket ?? open)(options.url, () => ({ userId: options.userId() }));
    this.#socket.on('connect', () => listener.connected());
    this.#socket.on('connect_error', (error) => {
      if (error.message === SOMEBODY_ELSE) listener.replaced();
      else void this.#refused();
    });
    this.#socket.on('disconnect', (reason) => {
      if (reason === 'io server disconnect') listener.sentAway();
      else listener.lost();
    });
    this.#socket.onAny((name: string, payload: unknown) => listener.event(name, payload));
  }

  get connected(): boolean {
    return this.#socket.connected;
  }

  start(): void {
    this.#socket.connect();
  }

  stop(): void {
    clearTimeout(this.#renewal);
    this.#socket.disconnect();
  }

  /**
   * Looks now instead of at the next turn: the network is back, or the tab is. A connection that
   * died while the machine slept still looks alive here; the server is asked.
   */
  async hurry(): Promise<void> {
    if (!this.#socket.active) return;
    if (this.connected && (await this.#alive())) return;
    this.#socket.disconnect();
    this.#socket.connect();
  }

  #alive(): Promise<boolean> {
    const asked = this.request('heartbeat', { timestamp: Date.now() }, HEARTBEAT_MS);
    return asked.then(
      () => true,
      // A refusal is an answer too.
      (cause: unknown) => ParleyError.from(cause).status !== 0,
    );
  }

  /** Sends without waiting for an answer; dropped while there is no connection. */
  tell(event: string, payload: object): void {
    if (this.connected) void this.request(event, payload).catch(() => undefined);
  }

  /** Sends and waits for the answer. A `ParleyError` with status 0 leaves the effect unknown. */
  async request<T>(event: string, payload: object, timeoutMs = 10_000): Promise<T> {
    if (!this.connected) throw ParleyError.unreachable();
    let answer: Answer<T>;
    try {
      answer = (await this.#socket.timeout(timeoutMs).emitWithAck(event, payload)) as Answer<T>;
    } catch {
      throw ParleyError.unreachable(this.connected ? 'TIMEOUT' : 'NETWORK');
    }
    if (answer.success) return answer.data;
    throw ParleyError.of(answer);
  }

  /** An inactive socket was refused at CONNECT: its tokens are too old, or the session is over. */
  async #refused(): Promise<void> {
    this.listener.lost();
    if (this.#socket.active) return;
    try {
      if (await this.options.renew()) this.#socket.connect();
    } catch {
      this.#renewal = setTimeout(() => void this.#refused(), RETRY_RENEWAL_MS);
    }
  }
}

type Answer<T> = { readonly success: true; readonly data: T } | RefusalBody;

function open(url: string, auth: () => object): SocketLike {
  const options = {
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
  return url === '' ? io(options) : io(url, options);
}
