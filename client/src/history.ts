import type { Api } from './api.js';
import type { Logs } from './logs.js';
import { shown } from './selectors.js';
import type { Store } from './state.js';
import { reaches } from './timeline.js';

const PAGE = 50;
/** Half of it on either side of what was jumped to. */
const AROUND = 100;

/** Fetches what is not held of a conversation: page by page, or around some place. */
export class History {
  readonly #loading = new Map<string, Promise<void>>();

  constructor(
    private readonly store: Store,
    private readonly logs: Logs,
    private readonly api: Api,
  ) {}

  /** The page above what is shown; whoever asks while it is under way waits for the same one. */
  async older(id: string): Promise<void> {
    await this.#above(id);
    this.logs.bound(id);
  }

  /** The page below what somebody jumped to. */
  newer(id: string): Promise<void> {
    return this.#once(`${id}/newer`, () => this.#newer(id));
  }

  /** Shows that place, by itself where nothing held reaches it. False when it cannot be had. */
  async show(id: string, seq: number): Promise<boolean> {
    const { timelines, windows } = this.store.get();
    const timeline = timelines.get(id);
    if (!timeline) return false;
    if (timeline.floor <= seq) {
      this.logs.newest(id);
      return true;
    }
    const window = windows.get(id);
    if (window && reaches(window, seq)) return true;
    this.logs.keep(id);
    await this.logs.page(
      id,
      () => this.api.history(id, { aroundSeq: seq }, AROUND),
      (page) => this.logs.around(id, page),
    );
    const now = shown(this.store.get(), id);
    return now !== undefined && reaches(now, seq);
  }

  /** All entries down to that place in the log. False when it cannot be had. */
  async downTo(id: string, seq: number): Promise<boolean> {
    this.logs.newest(id);
    for (;;) {
      const floor = this.store.get().timelines.get(id)?.floor;
      if (floor === undefined) return false;
      if (floor <= seq) return true;
      await this.#above(id);
      // A page that brought nothing will not bring more the next time.
      if ((this.store.get().timelines.get(id)?.floor ?? floor) >= floor) return false;
    }
  }

  forget(): void {
    this.#loading.clear();
  }

  #above(id: string): Promise<void> {
    return this.#once(`${id}/older`, () => this.#older(id));
  }

  #once(what: string, load: () => Promise<void>): Promise<void> {
    const running = this.#loading.get(what);
    if (running) return running;
    const loading = load().finally(() => {
      if (this.#loading.get(what) === loading) this.#loading.delete(what);
    });
    this.#loading.set(what, loading);
    return loading;
  }

  async #older(id: string): Promise<void> {
    const timeline = shown(this.store.get(), id);
    if (!timeline || timeline.floor <= 1) return;
    const oldest = timeline.entries[0];
    // All that was newest may have changed, and so be missing, when the conversation was first asked for.
    const place = oldest ? { before: oldest.id } : { aroundSeq: timeline.floor - 1 };
    this.logs.keep(id);
    this.logs.loadingOlder(id, true);
    try {
      await this.logs.page(
        id,
        () => this.api.history(id, place, PAGE),
        (page) => this.logs.older(id, page),
      );
    } finally {
      this.logs.loadingOlder(id, false);
    }
  }

  async #newer(id: string): Promise<void> {
    const newest = this.store.get().windows.get(id)?.entries.at(-1);
    if (!newest) return;
    await this.logs.page(
      id,
      () => this.api.history(id, { after: newest.id }, PAGE),
      (page) => this.logs.newer(id, page),
    );
  }
}
