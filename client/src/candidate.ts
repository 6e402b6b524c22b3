import type { Locks } from './tabs.js';

/** Of all that stand for the same name one leads, until it resigns, dies, or does not answer. */
export class Candidate {
  #standing: AbortController | undefined;
  #resign: (() => void) | undefined;

  constructor(
    private readonly locks: Locks,
    private readonly name: string,
    private readonly role: { elected(): void; deposed(): void },
  ) {}

  get leads(): boolean {
    return this.#resign !== undefined;
  }

  /** Waits for its turn. */
  stand(): void {
    this.#request(false);
  }

  /** Takes the turn of a leader that does not answer: it learns of that when it wakes. */
  seize(): void {
    this.#standing?.abort();
    this.#request(true);
  }

  resign(): void {
    this.#standing?.abort();
    this.#standing = undefined;
    this.#resign?.();
    this.#resign = undefined;
  }

  #request(steal: boolean): void {
    const standing = new AbortController();
    this.#standing = standing;
    let led = false;
    const term = () =>
      new Promise<void>((end) => {
        if (standing.signal.aborted) return end();
        led = true;
        this.#resign = end;
        this.role.elected();
      });
    const options = steal ? { steal } : { signal: standing.signal };
    this.locks.request(this.name, options, term).catch(() => {
      if (this.#standing !== standing) return;
      // Where the browser gives no locks each goes by itself.
      if (!led) return void term();
      this.#resign = undefined;
      this.role.deposed();
      this.stand();
    });
  }
}
