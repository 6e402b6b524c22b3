import { beforeEach, describe, expect, it } from 'vitest';
import { Parley } from '../src/client.js';
import {
  deliveredToOthers,
  entryOf,
  isBlocked,
  pinsOf,
  readByOthers,
  waiting,
} from '../src/selectors.js';
import type { FriendRequest } from '../src/wire.js';
import { eventually } from './eventually.js';
import { at, FakeServer, idOf } from './fake-server.js';

let server: FakeServer;
let parley: Parley;

beforeEach(() => {
  server = new FakeServer();
  parley = new Parley({ fetch: server.fetch, socket: server.socket });
});

const state = () => parley.store.get();

async function live(): Promise<void> {
  await parley.resume();
  await eventually(() => expect(state().connection).toBe('live'));
}

function request(status: FriendRequest['status'], from = 'other', to = 'me'): FriendRequest {
  const user = (id: string) => ({ id, username: id, createdAt: at(0) });
  return {
    id: 'r',
    fromUserId: from,
    toUserId: to,
    status,
    createdAt: at(1),
    updatedAt: at(1),
    fromUser: user(from),
    toUser: user(to),
  };
}

describe('friends', () => {
  it('ask, and are there once accepted', async () => {
    await live();
    server.tell('friend_request_received', request('pending'));
    expect(state().requests.received).toHaveLength(1);
    expect(waiting(state())).toBe(1);
    server.answers['/friends'] = [{ id: 'f', userId: 'me', friendId: 'other', createdAt: at(2) }];
    server.tell('friend_request_updated', request('accepted'));
    expect(waiting(state())).toBe(0);
    await eventually(() => expect(state().friends).toHaveLength(1));
    server.tell('friend_removed', { friendId: 'other' });
    expect(state().friends).toEqual([]);
  });

  it('are asked from another device of one’s own', async () => {
    await live();
    server.tell('friend_request_updated', request('pending', 'me', 'other'));
    expect(state().requests.sent).toHaveLength(1);
    server.tell('friend_request_updated', request('declined', 'me', 'other'));
    expect(state().requests.sent).toEqual([]);
  });
});

describe('somebody who is blocked', () => {
  const blocked = [
    { user: { id: 'other', username: 'other', createdAt: at(0) }, blockedAt: at(1) },
  ];

  it('is known from the start, and not any more once unblocked', async () => {
    server.answers['/users/blocked'] = blocked;
    server.answers['/users/block/other'] = {};
    await live();
    await eventually(() => expect(isBlocked(state(), 'other')).toBe(true));
    server.answers['/users/blocked'] = [];
    await parley.block('other', false);
    await eventually(() => expect(isBlocked(state(), 'other')).toBe(false));
  });

  it('on another device is known once a message is refused for it', async () => {
    server.answers['/users/blocked'] = [];
    await live();
    server.answers['/users/blocked'] = blocked;
    server.refuseText = 'to the blocked';
    server.refusal = { code: 403, error: 'BLOCKED' };
    parley.send('c', 'to the blocked');
    await eventually(() => expect(isBlocked(state(), 'other')).toBe(true));
  });

  it('on another device is known as the friendship ends', async () => {
    server.answers['/users/blocked'] = [];
    await live();
    server.answers['/users/blocked'] = blocked;
    server.tell('friend_removed', { friendId: 'other' });
    await eventually(() => expect(isBlocked(state(), 'other')).toBe(true));
  });
});

describe('marks', () => {
  it('of others are known from the moment a conversation is viewed, and only move on', async () => {
    server.answers['/c/marks'] = [{ userId: 'other', readSeq: 2, deliveredSeq: 4 }];
    await live();
    parley.view('c');
    await eventually(() => expect(readByOthers(state(), 'c')).toBe(2));
    expect(deliveredToOthers(state(), 'c')).toBe(4);
    server.tell('conversation_delivered', { conversation_id: 'c', user_id: 'other', seq: 3 });
    expect(deliveredToOthers(state(), 'c')).toBe(4);
    server.tell('conversation_read', { conversation_id: 'c', user_id: 'other', seq: 6 });
    expect(deliveredToOthers(state(), 'c')).toBe(6);
  });

  it('tell the sender what has come, in one word for a burst', async () => {
    await live();
    for (let i = 1; i <= 3; i++) server.push(server.write(`m${i}`));
    await eventually(() => expect(server.deliveries).toEqual([3]));
  });

  it('tell it also below one’s own last message, and again to a connection after that', async () => {
    server.write('theirs');
    server.write('mine', 'me');
    await live();
    await eventually(() => expect(server.deliveries).toEqual([1]));
    server.lose();
    server.comeBack();
    await eventually(() => expect(server.deliveries).toEqual([1, 1]));
  });

  it('of others are asked for again when pushes were dropped', async () => {
    server.answers['/c/marks'] = [{ userId: 'other', readSeq: 2, deliveredSeq: 4 }];
    await live();
    parley.view('c');
    await eventually(() => expect(readByOthers(state(), 'c')).toBe(2));
    server.answers['/c/marks'] = [{ userId: 'other', readSeq: 3, deliveredSeq: 5 }];
    server.tell('sync_required', {});
    await eventually(() => expect(readByOthers(state(), 'c')).toBe(3));
    expect(deliveredToOthers(state(), 'c')).toBe(5);
  });
});

describe('what is pointed at', () => {
  it('stays current though no timeline holds it', async () => {
    for (let i = 1; i <= 30; i++) server.write(`m${i}`);
    server.answers[`/messages/${idOf(1)}`] = server.log[0];
    await live();
    expect(entryOf(state(), 'c', idOf(1))).toBeUndefined();
    parley.quote(idOf(1));
    await eventually(() => expect(entryOf(state(), 'c', idOf(1))?.text).toBe('m1'));
    server.tell('message_updated', server.edit(1, 'changed'));
    expect(entryOf(state(), 'c', idOf(1))?.text).toBe('changed');
  });

  it('is pinned until it is taken off', async () => {
    for (let i = 1; i <= 30; i++) server.write(`m${i}`);
    const pinned = { ...server.log[0]!, pinnedAt: at(40), pinnedBy: 'other' };
    server.answers['/c/pins'] = [pinned];
    await live();
    parley.view('c');
    await eventually(() => expect(pinsOf(state(), 'c').map((e) => e.id)).toEqual([idOf(1)]));
    server.answers['/c/pins'] = [];
    server.tell('message_updated', server.edit(1, 'm1'));
    await eventually(() => expect(pinsOf(state(), 'c')).toEqual([]));

    // The push that says so is lost, and a sync brings it.
    server.answers['/c/pins'] = [pinned];
    server.edit(1, 'm1');
    Object.assign(server.log[0]!, { pinnedAt: at(41) });
    server.push(server.write('pushed'));
    await eventually(() => expect(pinsOf(state(), 'c').map((e) => e.id)).toEqual([idOf(1)]));
  });
});

describe('history', () => {
  it('is fetched down to a place', async () => {
    for (let i = 1; i <= 100; i++) server.write(`m${i}`);
    await live();
    expect(await parley.loadDownTo('c', 5)).toBe(true);
    expect(state().timelines.get('c')!.floor).toBeLessThanOrEqual(5);
  });

  it('is fetched down to a place also while a page is on its way', async () => {
    for (let i = 1; i <= 100; i++) server.write(`m${i}`);
    await live();
    const [, there] = await Promise.all([parley.loadOlder('c'), parley.loadDownTo('c', 5)]);
    expect(there).toBe(true);
    expect(state().timelines.get('c')!.floor).toBeLessThanOrEqual(5);
  });
});
