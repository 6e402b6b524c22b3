import { beforeEach, describe, expect, it } from 'vitest';
import { Replica } from '../src/replica.js';
import { Store } from '../src/state.js';
import type { Conversation } from '../src/wire.js';
import { FakeServer } from './fake-server.js';

let server: FakeServer;
let store: Store;
let replica: Replica;

beforeEach(() => {
  server = new FakeServer();
  store = new Store();
  replica = new Replica(store);
  server.write('one');
  replica.apply({
    conversations: [server.view()],
    changes: [...server.log],
    cursors: { c: 1 },
    gone: [],
    reset: [],
    more: false,
  });
});

const known = (): Conversation => store.get().conversations.get('c')!;

describe('an answer about a conversation', () => {
  it('counts also when one wrote oneself while it was on its way', () => {
    const asOf = replica.moment();
    const answer = { ...server.view(), unreadCount: 7 };
    replica.push(server.write('mine', 'me'));
    expect(replica.conversation(answer, asOf)).toBe(true);
    expect(known()).toMatchObject({ unreadCount: 7, lastSeq: 2, lastMessage: { text: 'mine' } });
  });

  it('does not undo what was told after it was asked for', () => {
    const asOf = replica.moment();
    replica.conversation({ ...server.view(), muted: true });
    expect(replica.conversation({ ...server.view(), muted: false }, asOf)).toBe(false);
    expect(known().muted).toBe(true);
  });

  it('does not undo a mark that has moved on', () => {
    const asOf = replica.moment();
    store.update(() => ({ me: server.me }));
    replica.read({ conversation_id: 'c', user_id: 'me', seq: 1, unreadCount: 0 });
    replica.conversation({ ...server.view(), muted: true }, asOf);
    expect(known()).toMatchObject({ readSeq: 1, unreadCount: 0, muted: true });
  });

  it('does not bring back what one has left since', () => {
    const asOf = replica.moment();
    replica.remove('c');
    replica.conversation(server.view(), asOf);
    expect(store.get().conversations.size).toBe(0);
  });

  it('may be ahead of the log', () => {
    server.write('two');
    replica.conversation(server.view());
    expect(known().lastMessage?.text).toBe('two');
    expect(store.get().timelines.get('c')!.entries).toHaveLength(1);
  });
});

it('what the server has lost is lost here', () => {
  replica.push(server.write('two'));
  server.log.pop();
  replica.apply({
    conversations: [server.view()],
    changes: [],
    cursors: {},
    gone: [],
    reset: ['c'],
    more: false,
  });
  expect(known().lastSeq).toBe(1);
});

it('what a list does not name is over, unless it came after the list was asked for', () => {
  const view = server.view();
  replica.recall([{ conversation: view }, { conversation: { ...view, id: 'left' } }]);
  const asOf = replica.moment();
  replica.conversation({ ...view, id: 'new' });
  const reply = { changes: [], cursors: {}, gone: [], reset: [], more: false };
  replica.apply({ ...reply, conversations: [view] }, asOf);
  expect([...store.get().conversations.keys()]).toEqual(['c', 'new']);
});

it('an answer that says nothing new is no change', () => {
  const before = store.get();
  replica.conversation(server.view());
  expect(store.get()).toBe(before);
});

it('what is archived comes back with the next message, whatever was asked for before it', () => {
  const archived = { ...server.view(), archived: true };
  replica.conversation(archived);
  replica.push(server.edit(1, 'still away'));
  expect(known().archived).toBe(true);
  replica.push(server.write('mine', 'me'));
  expect(known().archived).toBe(false);
  replica.conversation(archived);
  expect(known().archived).toBe(false);
});
