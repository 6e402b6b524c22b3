import { ParleyError } from './errors.js';
import { TokenRefresh } from './refresh.js';
import type { RefusalBody } from './wire.js';

/** A person left on purpose, a session is over, or this browser's cookies are somebody else's by now. */
export type Ending = 'left' | 'over' | 'replaced';

export interface Reply {
  readonly status: number;
  readonly body: unknown;
}

/** A network that swallows everything tells nothing: after this long it has. */
const PATIENCE_MS = 15_000;
/** And after this long it is in doubt. */
const DOUBT_MS = 5_000;

/**
 * JSON over REST with the session's cookies. A 401 renews the tokens and sends the request once
 * more; when that fails too the session has ended and `onEnded` is told.
 */
export class Http {
  /** Another object for every session, so that what was asked in one is no answer in the next. */
  #session: { readonly userId?: string } = {};
  readonly #refresh: TokenRefresh;
  readonly #fetch: typeof fetch;

  constructor(
    private readonly base: string,
    private readonly onEnded: (how: Ending) => void,
    fetcher: typeof fetch = (input, init) => globalThis.fetch(input, init),
    /** Told when an answer takes so long that there may be no network any more. */
    private readonly inDoubt: () => void = () => undefined,
  ) {
    this.#fetch = fetcher;
    this.#refresh = new TokenRefresh(() => this.#renew());
  }

  /**
   * Whose the cookies must be: the server refuses a request when they have become somebody else's.
   * Undefined while nobody is known here.
   */
  get userId(): string | undefined {
    return this.#session.userId;
  }

  /** From here on requests are that person's, or nobody's; the answers to earlier ones are dropped. */
  actAs(userId?: string): void {
    this.#session = userId === undefined ? {} : { userId };
  }

  get(path: string): Promise<Reply> {
    return this.send('GET', path);
  }

  post(path: string, body: unknown = {}): Promise<Reply> {
    return this.send('POST', path, body);
  }

  put(path: string, body: unknown = {}): Promise<Reply> {
    return this.send('PUT', path, body);
  }

  delete(path: string, body?: unknown): Promise<Reply> {
    return this.send('DELETE', path, body);
  }

  async send(method: string, path: string, body?: unknown): Promise<Reply> {
    const session = this.#session;
    const sent = Date.now();
    let reply = await this.#within(session, this.once(method, path, body));
    if (reply.status === 401 && !isReplaced(reply)) {
      if (await this.#within(session, this.#refresh.run(sent))) {
        reply = await this.#within(session, this.once(method, path, body));
      } else this.onEnded('over');
    }
    if (isReplaced(reply)) this.onEnded('replaced');
    return settled(reply);
  }

  /** The answer, unless the session it was asked in has ended meanwhile. */
  async #within<T>(session: object, answer: Promise<T>): Promise<T> {
    const given = await answer;
    if (session !== this.#session) throw ParleyError.superseded();
    return given;
  }

  /** Renews the tokens now, outside any request. False when the session has ended. */
  async renew(): Promise<boolean> {
    const renewed = await this.#within(this.#session, this.#refresh.run(Date.now()));
    if (!renewed) this.onEnded('over');
    return renewed;
  }

  /** Where a route is. */
  address(path: string): string {
    return `${this.base}/api/v1${path}`;
  }

  /** The header that says who a request is from. */
  identity(): Record<string, string> {
    const { userId } = this.#session;
    return userId === undefined ? {} : { 'Parley-User': userId };
  }

  /** One request as it is: no renewal, any status. */
  once(method: string, path: string, body?: unknown): Promise<Reply> {
    const doubt = setTimeout(this.inDoubt, DOUBT_MS);
    const exchange = this.#exchange(path, {
      method,
      signal: AbortSignal.timeout(PATIENCE_MS),
      headers: {
        ...this.identity(),
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return exchange.finally(() => clearTimeout(doubt));
  }

  /** A form as it is: no renewal, any status. Throws an `AbortError` when the signal ends it. */
  async onceForm(path: string, form: FormData, signal?: AbortSignal): Promise<Reply> {
    const end = signal === undefined ? {} : { signal };
    try {
      return await this.#exchange(path, {
        method: 'POST',
        headers: this.identity(),
        body: form,
        ...end,
      });
    } catch (cause) {
      throw signal?.aborted === true ? signal.reason : cause;
    }
  }

  async #exchange(path: string, init: RequestInit): Promise<Reply> {
    try {
      const response = await this.#fetch(this.address(path), {
        credentials: 'same-origin',
        ...init,
      });
      return { status: response.status, body: await json(response) };
    } catch (cause) {
      throw ParleyError.unreachable(isTimeout(cause) ? 'TIMEOUT' : 'NETWORK');
    }
  }

  async #renew(): Promise<boolean> {
    const reply = await this.once('POST', '/auth/refresh');
    if (reply.status === 200) return true;
    if (reply.status === 400 || reply.status === 401) return false;
    throw refusal(reply);
  }
}

function isTimeout(cause: unknown): boolean {
  return cause instanceof DOMException && cause.name === 'TimeoutError';
}

function isReplaced(reply: Reply): boolean {
  return (reply.body as RefusalBody | undefined)?.error === 'OTHER_USER';
}

/** The reply itself, or its refusal thrown. */
export function settled(reply: Reply): Reply {
  if (reply.status >= 200 && reply.status < 300) return reply;
  throw refusal(reply);
}

/** What the envelope of an answer holds. */
export function data<T>(reply: Reply): T {
  return (reply.body as { data: T }).data;
}

function refusal(reply: Reply): ParleyError {
  const body = reply.body as RefusalBody | undefined;
  return typeof body?.error === 'string'
    ? ParleyError.of(body)
    : new ParleyError(reply.status, 'HTTP', `The server answered ${reply.status}`);
}

async function json(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    // Not ours: a proxy's page. The status says enough.
    return undefined;
  }
}
