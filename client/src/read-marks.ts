import { Backoff } from './backoff.js';
import { ParleyError } from './errors.js';
import type { Store } from './state.js';

const PAUSE_MS = 250;

/**
 * Tells the server how far a person has read: at most one mark a conversation each quarter of a
 * second, the furthest one, and again until the server has confirmed it: after a reconnect, and a
 * while after a refusal that passes.
 */
export class ReadMarks {
  readonly #wanted = new Map<string, number>();
  readonly #backoff = new Backoff();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly store: Store,
    private readonly tell: (conversationId: string, seq: number) => Promise<unknown>,
  ) {}

  mark(conversationId: string, seq: number): void {
    const read = this.store.get().conversations.get(conversationId)?.readSeq ?? 0;
    if (seq <= Math.max(read, this.#wanted.get(conversationId) ?? 0)) return;
    this.#wanted.set(conversationId, seq);
    this.#timer ??= setTimeout(() => this.resend(), PAUSE_MS);
  }

  /** Tells every mark that is not confirmed yet. */
  resend(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const { conversations } = this.store.get();
    for (const [id, seq] of this.#wanted) {
      const conversation = conversations.get(id);
      if (conversation && conversation.readSeq >= seq) this.#wanted.delete(id);
      else this.#tell(id, seq);
    }
  }

  #tell(conversationId: string, seq: number): void {
    this.tell(conversationId, seq).then(
      () => this.#backoff.reset(),
      (cause: unknown) => this.#again(ParleyError.from(cause)),
    );
  }

  #again({ passing, retryAfterSeconds }: ParleyError): void {
    if (!passing) return;
    const wait = Math.max((retryAfterSeconds ?? 0) * 1_000, this.#backoff.next());
    this.#timer ??= setTimeout(() => this.resend(), wait);
  }

  /** The next person has read none of it. */
  forget(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#wanted.clear();
  }
}
