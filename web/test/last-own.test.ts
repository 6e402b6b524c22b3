import type { Entry, Outgoing, State } from '@parley/client';
import { expect, it } from 'vitest';
import { lastOwnMessage } from '../src/composer/last-own';

const mine = (seq: number, more: Partial<Entry> = {}) =>
  ({ seq, kind: 'message', senderId: 'me', text: `${seq}`, ...more }) as Entry;

function held(entries: readonly Entry[], outbox: readonly Outgoing[] = []): State {
  const timeline = { entries, floor: 1, cursor: 9, loadingOlder: false };
  return { me: { id: 'me' }, timelines: new Map([['c', timeline]]), outbox } as unknown as State;
}

const unsent = (conversationId: string) => ({ conversationId, status: 'waiting' }) as Outgoing;

it('edits the newest message of one’s own that has words', () => {
  const entries = [
    mine(1),
    mine(2),
    mine(3, { text: null }),
    mine(4, { deletedAt: '2026-01-01T00:00:00.000Z' }),
    mine(5, { senderId: 'another' }),
  ];
  expect(lastOwnMessage(held(entries), 'c')?.seq).toBe(2);
});

it('edits none in the place of one that is not sent yet', () => {
  expect(lastOwnMessage(held([mine(1)], [unsent('c')]), 'c')).toBeUndefined();
  expect(lastOwnMessage(held([mine(1)], [unsent('elsewhere')]), 'c')?.seq).toBe(1);
});
