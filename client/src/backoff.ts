/** How long to wait before the next try: twice as long each time, up to a bound, and spread. */
export class Backoff {
  #tries = 0;

  constructor(
    private readonly firstMs = 1_000,
    private readonly mostMs = 30_000,
    private readonly random: () => number = Math.random,
  ) {}

  next(): number {
    const full = Math.min(this.mostMs, this.firstMs * 2 ** this.#tries++);
    // All that failed at the same moment would come back at the same moment.
    return full * (0.5 + this.random() / 2);
  }

  /** It went well: the next failure is a first one. */
  reset(): void {
    this.#tries = 0;
  }
}
