import type { Conversation } from '@parley/client';
import { expect, it } from 'vitest';
import { unreadThatCounts } from '../src/app/unread';

function conversation(what: Partial<Conversation>): Conversation {
  return { unreadCount: 3, mentions: 0, muted: false, archived: false, ...what } as Conversation;
}

it('counts of what is muted only what names one, and nothing of what is archived', () => {
  const conversations = new Map([
    ['a', conversation({})],
    ['b', conversation({ muted: true, mentions: 1 })],
    ['c', conversation({ archived: true, mentions: 1 })],
  ]);
  expect(unreadThatCounts({ conversations })).toBe(4);
});
