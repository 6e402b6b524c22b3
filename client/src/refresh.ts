/**
 * Renews the session's tokens once, however many requests, and however many tabs, find the old
 * ones expired at the same moment. A tab that waited while another renewed them does nothing: the
 * cookies are shared.
 */
export class TokenRefresh {
  #running: Promise<boolean> | undefined;

  constructor(
    private readonly renew: () => Promise<boolean>,
    private readonly now: () => number = Date.now,
  ) {}

  /** `since`: when the refused request was sent. False when the session has ended. */
  run(since: number): Promise<boolean> {
    this.#running ??= this.#alone(since).finally(() => (this.#running = undefined));
    return this.#running;
  }

  async #alone(since: number): Promise<boolean> {
    const locks = globalThis.navigator?.locks;
    if (!locks) return this.#once(since);
    // A tab that was frozen in the middle keeps the lock. The 30 s grace of an old refresh token
    // covers two that renew at once.
    const patience = AbortSignal.timeout(PATIENCE_MS);
    let entered = false;
    const once = () => {
      entered = true;
      return this.#once(since);
    };
    return locks.request(LOCK, { signal: patience }, once).catch((cause: unknown) => {
      if (entered) throw cause;
      return this.#once(since);
    });
  }

  async #once(since: number): Promise<boolean> {
    const at = Number(shared()?.getItem(STAMP) ?? 0);
    // One from the future was written before the clock was set back.
    if (since < at && at <= this.now()) return true;
    const renewed = await this.renew();
    if (renewed) shared()?.setItem(STAMP, String(this.now()));
    return renewed;
  }
}

const PATIENCE_MS = 20_000;
const LOCK = 'parley.refresh';
const STAMP = 'parley.refreshed';

function shared(): Storage | undefined {
  try {
    return globalThis.localStorage;
  } catch {
    // Storage is closed to this page: the 30 s grace of an old refresh token covers the tabs.
    return undefined;
  }
}
