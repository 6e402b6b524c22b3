import { newId } from './ids.js';
import type { Locks } from './tabs.js';

/** Where leases are written, and how one hears that another tab has changed them. */
export interface LeaseStorage extends Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> {
  onChange(changed: () => void): () => void;
}

interface Lease {
  readonly holder: string;
  readonly until: number;
}

/** Longer than the minute between two timers of a tab in the background. */
const LEASE_MS = 70_000;
const RENEW_MS = 1_000;
const SETTLE_MS = 50;

/**
 * Locks for pages that came by plain http, where browsers have none: leases in `localStorage`.
 * Two tabs that reach for one at the same moment both write, wait a moment and read who was last.
 */
export class LeaseLocks implements Locks {
  constructor(private readonly storage: LeaseStorage) {}

  static ofBrowser(): LeaseLocks | undefined {
    try {
      const storage = globalThis.localStorage;
      return new LeaseLocks({
        getItem: (key) => storage.getItem(key),
        setItem: (key, value) => storage.setItem(key, value),
        removeItem: (key) => storage.removeItem(key),
        onChange(changed) {
          addEventListener('storage', changed);
          return () => removeEventListener('storage', changed);
        },
      });
    } catch {
      return undefined;
    }
  }

  async request(
    name: string,
    { signal, steal }: { readonly signal?: AbortSignal; readonly steal?: boolean },
    granted: () => Promise<void> | void,
  ): Promise<void> {
    const key = `parley.lease.${name}`;
    const holder = newId();
    if (steal) this.#write(key, holder);
    else while (!(await this.#take(key, holder))) await this.#change(signal);
    await this.#hold(key, holder, granted);
  }

  async #take(key: string, holder: string): Promise<boolean> {
    const lease = this.#read(key);
    if (lease && lease.until > Date.now()) return false;
    this.#write(key, holder);
    await new Promise((done) => setTimeout(done, SETTLE_MS));
    return this.#read(key)?.holder === holder;
  }

  async #hold(key: string, holder: string, granted: () => Promise<void> | void): Promise<void> {
    let renewal: ReturnType<typeof setInterval> | undefined;
    const stolen = new Promise<never>((_, fail) => {
      renewal = setInterval(() => {
        if (this.#read(key)?.holder === holder) this.#write(key, holder);
        else fail(new DOMException('Another tab took the lock', 'AbortError'));
      }, RENEW_MS);
    });
    try {
      await Promise.race([granted(), stolen]);
    } finally {
      clearInterval(renewal);
      if (this.#read(key)?.holder === holder) this.storage.removeItem(key);
    }
  }

  /** Until something has changed; a tab that crashed changes nothing, so at times anyway. */
  async #change(signal: AbortSignal | undefined): Promise<void> {
    signal?.throwIfAborted();
    return new Promise((done, fail) => {
      const end = () => {
        clearTimeout(timer);
        unsubscribe();
        signal?.removeEventListener('abort', end);
        if (signal?.aborted) fail(signal.reason as Error);
        else done();
      };
      const timer = setTimeout(end, RENEW_MS);
      const unsubscribe = this.storage.onChange(end);
      signal?.addEventListener('abort', end, { once: true });
    });
  }

  #read(key: string): Lease | undefined {
    const text = this.storage.getItem(key);
    return text === null ? undefined : (JSON.parse(text) as Lease);
  }

  #write(key: string, holder: string): void {
    const lease: Lease = { holder, until: Date.now() + LEASE_MS };
    this.storage.setItem(key, JSON.stringify(lease));
  }
}
