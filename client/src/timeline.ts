import type { Timeline } from './state.js';
import type { Entry, HistoryPage } from './wire.js';

/**
 * The first entries held of a conversation: the run without holes that ends at the newest.
 * An older entry that came along (it was edited lately, say) is left for paging to bring.
 */
export function started(entries: readonly Entry[], cursor: number, lastSeq: number): Timeline {
  const sorted = [...entries].sort((a, b) => a.seq - b.seq);
  let from = Math.max(0, sorted.length - 1);
  while (from > 0 && sorted[from - 1]!.seq === sorted[from]!.seq - 1) from--;
  const run = sorted.slice(from);
  const floor = run[0]?.seq ?? (cursor === 0 ? 1 : lastSeq + 1);
  return { entries: run, floor, cursor, loadingOlder: false };
}

/** `timeline` with these entries as they are now; an older revision never replaces a newer one. */
export function merged(timeline: Timeline, changed: readonly Entry[]): Timeline {
  let entries: Entry[] | undefined;
  for (const entry of changed) {
    if (entry.seq < timeline.floor) continue;
    const held: readonly Entry[] = entries ?? timeline.entries;
    const at = position(held, entry.seq);
    const known = held[at]?.seq === entry.seq ? held[at] : undefined;
    if (known && known.rev >= entry.rev) continue;
    entries ??= [...timeline.entries];
    entries.splice(at, known ? 1 : 0, entry);
  }
  return entries ? { ...timeline, entries } : timeline;
}

/**
 * `timeline` with a page of history (newest first) put below its floor. One that ends elsewhere was
 * asked for before the timeline began anew, and would leave a hole.
 */
export function prepended(timeline: Timeline, page: readonly Entry[], hasMore: boolean): Timeline {
  const older = page.filter((entry) => entry.seq < timeline.floor).reverse();
  if (older.length > 0 && older.at(-1)!.seq !== timeline.floor - 1) return timeline;
  const floor = hasMore ? (older[0]?.seq ?? timeline.floor) : 1;
  return { ...timeline, entries: [...older, ...timeline.entries], floor };
}

/** A page around some place (newest first) that nothing held reaches. */
export function detached({ data, pagination }: HistoryPage): Timeline {
  const entries = [...data].reverse();
  const floor = pagination.hasMore ? (entries[0]?.seq ?? 1) : 1;
  return { entries, floor, cursor: pagination.rev, loadingOlder: false };
}

/** `below` and what comes after it, if they adjoin. */
export function joined(below: Timeline, above: Timeline): Timeline | undefined {
  const next = (below.entries.at(-1)?.seq ?? 0) + 1;
  if (above.floor > next) return undefined;
  const newer = above.entries.filter(({ seq }) => seq >= next);
  return { ...above, entries: [...below.entries, ...newer], floor: below.floor };
}

/** Whether the entry at that place is held, or would be if there were one. */
export function reaches({ floor, entries }: Timeline, seq: number): boolean {
  return floor <= seq && seq <= (entries.at(-1)?.seq ?? 0);
}

/** The newest part of it; what lies below is fetched again when somebody scrolls there. */
export function trimmed(timeline: Timeline, length: number): Timeline {
  const entries = timeline.entries.slice(-length);
  return { ...timeline, entries, floor: entries[0]?.seq ?? timeline.floor };
}

/** The oldest part of it; it does not reach what is newest any more. */
export function oldest(timeline: Timeline, length: number): Timeline {
  return { ...timeline, entries: timeline.entries.slice(0, length) };
}

/** The entry of that id: within a conversation ids ascend with `seq`. */
export function entryById(timeline: Timeline | undefined, id: string): Entry | undefined {
  const entries = timeline?.entries ?? [];
  const entry = entries[firstFrom(entries, (held) => held.id >= id)];
  return entry?.id === id ? entry : undefined;
}

/** Where `seq` is, or would be put. */
function position(entries: readonly Entry[], seq: number): number {
  return firstFrom(entries, (held) => held.seq >= seq);
}

/** Of entries that are first all below some place, then all from there on: where that begins. */
function firstFrom(entries: readonly Entry[], isFrom: (entry: Entry) => boolean): number {
  let [low, high] = [0, entries.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isFrom(entries[middle]!)) high = middle;
    else low = middle + 1;
  }
  return low;
}
