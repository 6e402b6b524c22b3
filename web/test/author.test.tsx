import { Parley, type Conversation, type Member, type User } from '@parley/client';
import { renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { expect, it } from 'vitest';
import { SessionContext, type Session } from '../src/app/session';
import {
  OpenConversationContext,
  type OpenConversation,
} from '../src/conversations/open-conversation';
import { useAuthor } from '../src/timeline/useAuthor';

const then = { senderName: 'as then', senderAvatar: '/then.png' };

function authorIn(conversation: Partial<Conversation>, senderId: string) {
  const parley = new Parley();
  parley.store.update(() => ({
    me: { id: 'me', username: 'renamed', avatar: '/me.png' } as User,
    members: new Map([['g', [{ id: 'tim', username: 'timothy', avatar: '/tim.png' } as Member]]]),
  }));
  const session = { parley, changes: parley.store.subscribe } as unknown as Session;
  const open = { conversation } as OpenConversation;
  const wrapper = ({ children }: { children: ReactNode }) => (
    <SessionContext value={session}>
      <OpenConversationContext value={open}>{children}</OpenConversationContext>
    </SessionContext>
  );
  return renderHook(() => useAuthor({ senderId, ...then }), { wrapper }).result.current;
}

it.each([
  ['oneself', { id: 'd', otherUserId: 'tim', name: 'tim' }, 'me', 'renamed', '/me.png'],
  ['a member', { id: 'g' }, 'tim', 'timothy', '/tim.png'],
  ['who has left', { id: 'g' }, 'gone', 'as then', '/then.png'],
  [
    'the other one',
    { id: 'd', otherUserId: 'x', name: 'now', avatar: '/n.png' },
    'x',
    'now',
    '/n.png',
  ],
] as const)('names %s as they are called by now', (_, conversation, senderId, name, avatar) => {
  expect(authorIn(conversation, senderId)).toEqual({ id: senderId, name, avatar });
});
