import type { Entry, Outgoing } from '@parley/client';
import { describe, expect, it } from 'vitest';
import { rowsOf, type MessageRow, type Reader } from '../src/timeline/rows';

const reader: Reader = {
  id: 'me',
  name: 'ada',
  unreadAfter: undefined,
  readByOthers: 0,
  deliveredToOthers: 0,
};

function entry(seq: number, senderId: string, minute: number, more: Partial<Entry> = {}): Entry {
  const at = new Date(2026, 0, 1, 12, minute).toISOString();
  return {
    id: `id${seq}`,
    conversationId: 'c',
    senderId,
    senderName: senderId,
    text: `m${seq}`,
    url: null,
    fileName: null,
    createdAt: at,
    updatedAt: at,
    seq,
    rev: seq,
    kind: 'message',
    clientMessageId: `c${seq}`,
    ...more,
  };
}

function outgoing(text: string, status: Outgoing['status']): Outgoing {
  const typedAt = new Date(2026, 0, 1, 12, 30).getTime();
  return { clientMessageId: `out-${text}`, conversationId: 'c', text, typedAt, status };
}

const leads = (rows: readonly unknown[]) => (rows as MessageRow[]).map((row) => row.leads);
const statuses = (rows: readonly unknown[]) => (rows as MessageRow[]).map((row) => row.status);

describe('rows', () => {
  it('group what one author says within five minutes', () => {
    const rows = rowsOf(
      [entry(1, 'bob', 0), entry(2, 'bob', 4), entry(3, 'me', 4), entry(4, 'me', 12)],
      [],
      reader,
    );
    expect(leads(rows)).toEqual([true, false, true, true]);
  });

  it('begin each day with its name', () => {
    const next = new Date(2026, 0, 2, 9).toISOString();
    const rows = rowsOf(
      [entry(1, 'bob', 0), entry(2, 'bob', 1), entry(3, 'bob', 2, { createdAt: next })],
      [],
      reader,
    );
    expect(rows.map((row) => row.day !== undefined)).toEqual([true, false, true]);
  });

  it('divide at the first unread message of somebody else', () => {
    const rows = rowsOf(
      [entry(1, 'bob', 0), entry(2, 'me', 1), entry(3, 'bob', 2), entry(4, 'bob', 3)],
      [],
      { ...reader, unreadAfter: 1 },
    );
    expect(rows.map((row) => row.unread)).toEqual([false, false, true, false]);
    expect(leads(rows)).toEqual([true, true, true, false]);
  });

  it('end with what waits in the outbox, without what the log already has', () => {
    const rows = rowsOf(
      [entry(1, 'me', 29, { clientMessageId: 'out-a' })],
      [outgoing('a', 'acknowledged'), outgoing('b', 'waiting')],
      reader,
    );
    expect(rows.map((row) => row.key)).toEqual(['out-a', 'out-b']);
  });

  it('tell the state of own messages once a run, and always of failed ones', () => {
    const rows = rowsOf(
      [entry(1, 'me', 0), entry(2, 'me', 1), entry(3, 'bob', 2), entry(4, 'me', 3)],
      [outgoing('a', 'failed'), outgoing('b', 'failed'), outgoing('c', 'sending')],
      { ...reader, readByOthers: 2 },
    );
    expect(statuses(rows)).toEqual([
      undefined,
      'read',
      undefined,
      'sent',
      'failed',
      'failed',
      'sending',
    ]);
  });

  it('tell how far own messages have come', () => {
    const log = [entry(1, 'me', 0), entry(2, 'me', 1), entry(3, 'me', 2)];
    const rows = rowsOf(log, [], { ...reader, readByOthers: 1, deliveredToOthers: 2 });
    expect(statuses(rows)).toEqual(['read', 'delivered', 'sent']);
  });

  it('carry what they answer, also before they are stored', () => {
    const answer = { ...outgoing('a', 'waiting'), replyTo: 'id1' };
    const rows = rowsOf([entry(2, 'bob', 0, { replyTo: 'id1' })], [answer], reader);
    expect((rows as MessageRow[]).map((row) => row.replyTo)).toEqual(['id1', 'id1']);
  });

  it('show a notice in its place', () => {
    const notice = entry(2, 'bob', 1, { kind: 'notice', text: null, notice: { type: 'left' } });
    const rows = rowsOf([entry(1, 'bob', 0), notice, entry(3, 'bob', 2)], [], reader);
    expect(rows.map((row) => row.kind)).toEqual(['message', 'notice', 'message']);
    expect((rows[2] as MessageRow).leads).toBe(true);
  });

  it('are made anew only where something changed', () => {
    const entries = Array.from({ length: 50 }, (_, i) => entry(i + 1, i % 3 ? 'bob' : 'me', i));
    const before = rowsOf(entries, [], reader);
    const edited = entries.with(20, { ...entries[20]!, text: 'edited' });
    const after = rowsOf([...edited, entry(51, 'bob', 55)], [], reader);
    const changed = after.flatMap((row, i) => (row === before[i] ? [] : [i]));
    expect(changed).toEqual([20, 50]);
    const read = rowsOf(edited, [], { ...reader, readByOthers: 50 });
    expect(statuses(read).filter(Boolean)).toEqual(['read']);
  });
});
