import { expect, it } from 'vitest';
import { conversationsByActivity } from '../src/selectors.js';
import { EMPTY, type State } from '../src/state.js';
import type { Conversation } from '../src/wire.js';

const at = (minute: number) => `2026-11-22T10:${String(minute).padStart(2, '0')}:00.000Z`;

function conversation(id: string, made: number, said?: number, pinned = false): Conversation {
  const lastMessage = said === undefined ? null : { createdAt: at(said) };
  return { id, createdAt: at(made), lastMessage, pinned } as Conversation;
}

function order(...conversations: Conversation[]): string[] {
  const state: State = { ...EMPTY, conversations: new Map(conversations.map((c) => [c.id, c])) };
  return conversationsByActivity(state).map(({ id }) => id);
}

it('lists by what was said last, or by when it was made where nothing was', () => {
  expect(
    order(
      conversation('old', 0, 5),
      conversation('silent', 7),
      conversation('newest', 1, 30),
      conversation('newer', 2, 10),
    ),
  ).toEqual(['newest', 'newer', 'silent', 'old']);
});

it('lists what is kept on top first', () => {
  expect(
    order(conversation('newest', 1, 30), conversation('kept', 0, 2, true), conversation('a', 3)),
  ).toEqual(['kept', 'newest', 'a']);
});
