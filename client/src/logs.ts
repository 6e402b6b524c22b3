import { withLast } from './conversation-list.js';
import { withValue, type Store, type Timeline } from './state.js';
import { detached, joined, merged, oldest, prepended, reaches, trimmed } from './timeline.js';
import type { Entry, HistoryPage } from './wire.js';

/** What nobody reads is trimmed to half of this. */
const MOST = 400;
/** Of what somebody scrolls through so much is held, so that a push costs the same however far that was. */
const MOST_READ = 2_000;

/** What is held of the logs: the newest part of each, and what somebody reads of one beyond that. */
export class Logs {
  /** Which conversations somebody reads: those are not trimmed. */
  readonly #read = new Set<string>();
  /** By conversation: what changes while pages are on their way. */
  readonly #awaited = new Map<string, Set<Entry[]>>();

  constructor(private readonly store: Store) {}

  /** The newest part of that log from here on. */
  put(id: string, whole: Timeline): void {
    const isLong = whole.entries.length > MOST && !this.#read.has(id);
    const timeline = isLong ? trimmed(whole, MOST / 2) : whole;
    this.store.update(({ timelines, conversations }) => ({
      timelines: withValue(timelines, id, timeline),
      conversations: withLast(conversations, id, timeline),
    }));
  }

  /** Somebody reads it from here on, and it grows as they scroll. */
  keep(id: string): void {
    this.#read.add(id);
  }

  /** Nobody reads it any more: what was fetched for that is let go. */
  leave(id: string): void {
    this.#read.delete(id);
    this.newest(id);
    const timeline = this.store.get().timelines.get(id);
    if (timeline) this.put(id, timeline);
  }

  /** Shows the newest part again. */
  newest(id: string): void {
    this.#putWindow(id, undefined);
  }

  /**
   * Asks for a page and puts it where it belongs: what changes while it is on its way is not in it,
   * and comes as a push of something that is not held yet.
   */
  async page(
    id: string,
    ask: () => Promise<HistoryPage>,
    put: (page: HistoryPage) => void,
  ): Promise<void> {
    const meanwhile: Entry[] = [];
    const awaited = this.#awaited.get(id) ?? new Set();
    this.#awaited.set(id, awaited.add(meanwhile));
    try {
      put(await ask());
      const { timelines, windows } = this.store.get();
      const [timeline, window] = [timelines.get(id), windows.get(id)];
      if (timeline) this.put(id, changedIn(timeline, meanwhile));
      if (window) this.#putWindow(id, changedIn(window, meanwhile));
    } finally {
      awaited.delete(meanwhile);
      if (awaited.size === 0) this.#awaited.delete(id);
    }
  }

  /** A page that was asked for around some place: joined to what is held, or shown by itself. */
  around(id: string, page: HistoryPage): void {
    const timeline = this.store.get().timelines.get(id);
    if (timeline) this.#join(id, detached(page), timeline);
  }

  older(id: string, page: HistoryPage): void {
    const { windows, timelines } = this.store.get();
    const { data, pagination } = page;
    const window = windows.get(id);
    const timeline = timelines.get(id);
    if (window) this.#putWindow(id, prepended(window, data, pagination.hasMore));
    else if (timeline) this.put(id, prepended(timeline, data, pagination.hasMore));
  }

  /** What comes after the window, until it reaches the timeline. */
  newer(id: string, page: HistoryPage): void {
    const { windows, timelines } = this.store.get();
    const [window, timeline] = [windows.get(id), timelines.get(id)];
    if (!window || !timeline) return;
    const above = { ...detached(page), floor: page.data.at(-1)?.seq ?? timeline.floor };
    const longer = joined(window, above);
    if (longer) this.#join(id, trimmed(longer, MOST_READ), timeline);
  }

  /** The far end of what somebody scrolls up through is let go: they come back to it page by page. */
  bound(id: string): void {
    const { windows, timelines } = this.store.get();
    const read = windows.get(id) ?? timelines.get(id);
    if (!read || read.entries.length <= MOST_READ) return;
    this.store.update(() => ({
      windows: withValue(windows, id, oldest(read, MOST_READ)),
      timelines: withValue(timelines, id, trimmed(timelines.get(id)!, MOST / 2)),
    }));
  }

  loadingOlder(id: string, loadingOlder: boolean): void {
    const { windows, timelines } = this.store.get();
    const [window, timeline] = [windows.get(id), timelines.get(id)];
    if (window) this.#putWindow(id, { ...window, loadingOlder });
    else if (timeline) this.put(id, { ...timeline, loadingOlder });
  }

  /** What was jumped to or is on its way here changes with the log. */
  refresh(id: string, changes: readonly Entry[]): void {
    const window = this.store.get().windows.get(id);
    if (window) this.#putWindow(id, changedIn(window, changes));
    for (const pages of this.#awaited.get(id) ?? []) pages.push(...changes);
  }

  isRead(id: string): boolean {
    return this.#read.has(id);
  }

  /** The next person reads nothing yet. */
  forget(): void {
    this.#read.clear();
  }

  #join(id: string, below: Timeline, timeline: Timeline): void {
    const whole = joined(below, timeline);
    if (whole) this.put(id, whole);
    this.#putWindow(id, whole ? undefined : below);
  }

  #putWindow(id: string, window: Timeline | undefined): void {
    this.store.update(({ windows }) => ({ windows: withValue(windows, id, window) }));
  }
}

/** `timeline` with what changed of the entries it holds; nothing is added. */
function changedIn(timeline: Timeline, changes: readonly Entry[]): Timeline {
  return merged(
    timeline,
    changes.filter(({ seq }) => reaches(timeline, seq)),
  );
}
