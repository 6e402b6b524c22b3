import { describe, expect, it } from 'vitest';
import { entryById, merged, prepended, started } from '../src/timeline.js';
import type { Entry } from '../src/wire.js';
import { at, idOf } from './fake-server.js';

function entry(seq: number, rev = seq, text = `m${seq}`): Entry {
  return {
    id: idOf(seq),
    conversationId: 'c',
    senderId: 'other',
    senderName: 'other',
    text,
    url: null,
    fileName: null,
    createdAt: at(seq),
    updatedAt: at(seq),
    seq,
    rev,
    kind: 'message',
    clientMessageId: `c${seq}`,
  };
}

const seqs = (entries: readonly Entry[]) => entries.map((e) => e.seq);

describe('a timeline', () => {
  it('starts with the run that ends at the newest entry', () => {
    const timeline = started([entry(3, 12), entry(9), entry(10), entry(11)], 12, 11);
    expect(seqs(timeline.entries)).toEqual([9, 10, 11]);
    expect(timeline.floor).toBe(9);
  });

  it('of an empty conversation holds everything there is', () => {
    expect(started([], 0, 0).floor).toBe(1);
  });

  it('puts entries in their place whatever their order of arrival', () => {
    const timeline = merged(started([entry(1)], 1, 1), [entry(4), entry(2), entry(3)]);
    expect(seqs(timeline.entries)).toEqual([1, 2, 3, 4]);
  });

  it('never replaces an entry by an older revision of it', () => {
    const timeline = merged(started([entry(1, 5, 'new')], 5, 1), [entry(1, 1, 'old')]);
    expect(timeline.entries[0]!.text).toBe('new');
  });

  it('finds an entry by its id', () => {
    const timeline = started(
      [7, 8, 9, 10, 11].map((seq) => entry(seq)),
      11,
      11,
    );
    for (const seq of [7, 9, 11]) expect(entryById(timeline, idOf(seq))?.seq).toBe(seq);
    for (const seq of [6, 12]) expect(entryById(timeline, idOf(seq))).toBeUndefined();
    expect(entryById(undefined, idOf(7))).toBeUndefined();
  });

  it('leaves a change below its floor to paging', () => {
    const before = started([entry(9), entry(10)], 10, 10);
    expect(merged(before, [entry(2, 11)])).toBe(before);
  });

  it('takes a page of history below its floor', () => {
    const timeline = prepended(started([entry(5), entry(6)], 6, 6), [entry(4), entry(3)], true);
    expect(seqs(timeline.entries)).toEqual([3, 4, 5, 6]);
    expect(timeline.floor).toBe(3);
    expect(prepended(timeline, [entry(2), entry(1)], false).floor).toBe(1);
  });

  it('takes no page that leaves a hole', () => {
    const timeline = started([entry(9), entry(10)], 10, 10);
    expect(prepended(timeline, [entry(4), entry(3)], true)).toBe(timeline);
  });
});
