import type { Store } from './state.js';

const PAUSE_MS = 1_000;

/**
 * Tells the server how much of what others said this client has, at most once a second. What one has
 * read is delivered anyway.
 */
export class DeliveredMarks {
  readonly #told = new Map<string, number>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly store: Store,
    private readonly tell: (conversationId: string, seq: number) => void,
  ) {}

  /** Something came: it is told of soon. */
  wish(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#tellAll();
    }, PAUSE_MS);
  }

  /** Nothing is told yet: to the next person, or where the last marks may have been lost on their way. */
  forget(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#told.clear();
  }

  #tellAll(): void {
    const { conversations, timelines, connection, me } = this.store.get();
    // Before everything missed is here nothing is delivered; the next sync wishes again.
    if (connection !== 'live') return;
    for (const [id, { readSeq }] of conversations) {
      const last = timelines.get(id)?.entries.findLast(({ senderId }) => senderId !== me?.id);
      if (!last || last.seq <= Math.max(readSeq, this.#told.get(id) ?? 0)) continue;
      this.#told.set(id, last.seq);
      this.tell(id, last.seq);
    }
  }
}
