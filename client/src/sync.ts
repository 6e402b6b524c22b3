import { Backoff } from './backoff.js';
import { ParleyError } from './errors.js';
import type { Replica } from './replica.js';
import type { SyncReply } from './wire.js';

export interface SyncOptions {
  readonly request: (cursors: Record<string, number>) => Promise<SyncReply>;
  readonly connected: () => boolean;
  /** Called when nothing is missing any more. */
  readonly onCurrent: () => void;
}

/**
 * Pulls every entry changed since the held revisions, page by page. One run at a time; a wish that
 * comes while one is under way makes it look once more at its end.
 */
export class Sync {
  readonly #backoff = new Backoff();
  #running = false;
  #giveUp: () => void = () => undefined;
  #again = false;
  #retry: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly replica: Replica,
    private readonly options: SyncOptions,
  ) {}

  wish(): void {
    clearTimeout(this.#retry);
    if (this.#running) this.#again = true;
    else void this.#run();
  }

  /** Answers were dropped: the one that is waited for may be among them. */
  anew(): void {
    if (!this.#running) return this.wish();
    this.#again = true;
    this.#giveUp();
  }

  stop(): void {
    clearTimeout(this.#retry);
    this.#backoff.reset();
    this.#again = false;
  }

  async #run(): Promise<void> {
    this.#running = true;
    try {
      do {
        this.#again = false;
        await this.#pull();
      } while (this.#again);
      this.#backoff.reset();
      this.options.onCurrent();
    } catch (cause) {
      this.#later(ParleyError.from(cause));
    } finally {
      this.#running = false;
    }
  }

  async #pull(): Promise<void> {
    for (;;) {
      const asOf = this.replica.moment();
      const given = new Promise<undefined>((up) => (this.#giveUp = () => up(undefined)));
      const reply = await Promise.race([this.options.request(this.replica.cursors()), given]);
      if (!reply || this.replica.apply(reply, asOf)) return;
    }
  }

  /** Without a connection the next one begins with a sync anyway. */
  #later(cause: ParleyError): void {
    if (!this.options.connected()) return;
    const wait = Math.max((cause.retryAfterSeconds ?? 0) * 1_000, this.#backoff.next());
    this.#retry = setTimeout(() => this.wish(), wait);
  }
}
