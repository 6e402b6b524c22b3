import { Backoff } from './backoff.js';
import { ParleyError } from './errors.js';

interface Question {
  readonly backoff: Backoff;
  timer?: ReturnType<typeof setTimeout>;
}

/**
 * What is asked over REST beside the connection, by name: who is online, what is pinned. A question
 * that fails is asked again while the connection lasts; the next connect asks all of them anyway.
 */
export class Questions {
  readonly #open = new Map<string, Question>();

  constructor(private readonly connected: () => boolean) {}

  /** Asks now. What was asked by that name before is not waited for: its answer may be too old. */
  ask<T>(name: string, put: () => Promise<T>, take: (answer: T) => void): void {
    clearTimeout(this.#open.get(name)?.timer);
    const question = { backoff: new Backoff() };
    this.#open.set(name, question);
    void this.#put(name, question, put, take);
  }

  /** True while an answer is waited for. */
  isOpen(name: string): boolean {
    return this.#open.has(name);
  }

  /** The next person asks their own. */
  forget(): void {
    for (const { timer } of this.#open.values()) clearTimeout(timer);
    this.#open.clear();
  }

  async #put<T>(
    name: string,
    question: Question,
    put: () => Promise<T>,
    take: (answer: T) => void,
  ): Promise<void> {
    const asked = await put().then(
      (answer) => ({ answer }),
      (cause: unknown) => ({ failure: ParleyError.from(cause) }),
    );
    if (this.#open.get(name) !== question) return;
    if ('answer' in asked) {
      this.#open.delete(name);
      return take(asked.answer);
    }
    const { passing, retryAfterSeconds } = asked.failure;
    if (!passing || !this.connected()) return void this.#open.delete(name);
    const wait = Math.max((retryAfterSeconds ?? 0) * 1_000, question.backoff.next());
    question.timer = setTimeout(() => void this.#put(name, question, put, take), wait);
  }
}
