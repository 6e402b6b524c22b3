import type { Timeline } from './state.js';
import type { Entry } from './wire.js';

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

/** Where `seq` is, or would be put. Looks from the end, where nearly every change happens. */
function position(entries: readonly Entry[], seq: number): number {
  let at = entries.length;
  while (at > 0 && entries[at - 1]!.seq >= seq) at--;
  return at;
}
