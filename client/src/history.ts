import type { Api } from './api.js';
import type { Replica } from './replica.js';
import type { Store } from './state.js';

const PAGE = 50;

/** Fetches what lies above the entries held, page by page. */
export class History {
  readonly #loading = new Map<string, Promise<void>>();

  constructor(
    private readonly store: Store,
    private readonly replica: Replica,
    private readonly api: Api,
  ) {}

  /** The page above what is held; whoever asks while it is under way waits for the same one. */
  older(conversationId: string): Promise<void> {
    const running = this.#loading.get(conversationId);
    if (running) return running;
    const loading = this.#older(conversationId).finally(() => {
      if (this.#loading.get(conversationId) === loading) this.#loading.delete(conversationId);
    });
    this.#loading.set(conversationId, loading);
    return loading;
  }

  /** Down to that place in the log. False when it cannot be had. */
  async downTo(conversationId: string, seq: number): Promise<boolean> {
    for (;;) {
      const floor = this.#floor(conversationId);
      if (floor === undefined) return false;
      if (floor <= seq) return true;
      await this.older(conversationId);
      // A page that brought nothing will not bring more the next time.
      if ((this.#floor(conversationId) ?? floor) >= floor) return false;
    }
  }

  forget(): void {
    this.#loading.clear();
  }

  async #older(id: string): Promise<void> {
    const timeline = this.store.get().timelines.get(id);
    const oldest = timeline?.entries[0];
    if (!timeline || !oldest || timeline.floor <= 1) return;
    this.replica.loadingOlder(id, true);
    try {
      this.replica.older(id, await this.api.history(id, oldest.id, PAGE));
    } finally {
      this.replica.loadingOlder(id, false);
    }
  }

  #floor(id: string): number | undefined {
    return this.store.get().timelines.get(id)?.floor;
  }
}
