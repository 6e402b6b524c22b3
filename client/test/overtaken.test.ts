import { beforeEach, describe, expect, it } from 'vitest';
import { Parley } from '../src/client.js';
import { entryOf, pinsOf } from '../src/selectors.js';
import { eventually } from './eventually.js';
import { at, FakeServer, idOf } from './fake-server.js';

let server: FakeServer;
let parley: Parley;

beforeEach(async () => {
  server = new FakeServer();
  parley = new Parley({ fetch: server.fetch, socket: server.socket });
  server.answers['/friends'] = [];
  server.answers['/friends/requests'] = { sent: [], received: [] };
  for (let i = 1; i <= 30; i++) server.write(`m${i}`);
  await parley.resume();
  await eventually(() => expect(state().connection).toBe('live'));
});

const state = () => parley.store.get();

const member = (id: string) => ({ id, username: id, createdAt: at(0), role: 'member' });

describe('an answer that was overtaken', () => {
  it('of pins, by a push that one was taken off', async () => {
    server.answers['/c/pins'] = [{ ...server.log[0]!, pinnedAt: at(40), pinnedBy: 'other' }];
    const letGo = server.hold('/c/pins');
    parley.view('c');
    server.answers['/c/pins'] = [];
    server.tell('message_updated', server.edit(1, 'm1'));
    letGo();
    await eventually(() => expect(state().pins.get('c')).toEqual([]));
    expect(pinsOf(state(), 'c')).toEqual([]);
  });

  it('of members, by a later one', async () => {
    const older = server.hold('/conversations/c');
    server.answers['/conversations/c'] = { ...server.view(), members: [member('me')] };
    const first = parley.loadMembers('c');
    const both = [member('me'), member('other')];
    server.answers['/conversations/c'] = { ...server.view(), members: both };
    await parley.loadMembers('c');
    older();
    await first;
    expect(state().members.get('c')).toHaveLength(2);
  });

  it('of members, by one’s removal', async () => {
    server.answers['/conversations/c'] = { ...server.view(), members: [member('me')] };
    const letGo = server.hold('/conversations/c');
    const asked = parley.loadMembers('c');
    server.tell('participant_removed', { conversation_id: 'c', user_id: 'me' });
    letGo();
    await asked;
    expect(state().members.has('c')).toBe(false);
    expect(state().conversations.has('c')).toBe(false);
  });

  it('of who is here, by who has come meanwhile', async () => {
    server.presence = { other: false };
    const letGo = server.hold('/friends/online-status');
    server.tell('sync_required', {});
    const status = { user_id: 'other', status: 'online', timestamp: Date.now() };
    server.tell('friend_status_changed', status);
    letGo();
    await eventually(() => expect(state().presence).toEqual(new Map([['other', true]])));
  });

  it('of a request to be friends, by its acceptance', async () => {
    const user = (id: string) => ({ id, username: id, createdAt: at(0) });
    const request = {
      ...{ id: 'r', fromUserId: 'me', toUserId: 'other', createdAt: at(1), updatedAt: at(1) },
      ...{ fromUser: user('me'), toUser: user('other') },
    };
    server.answers['/friends/requests'] = { ...request, status: 'pending' };
    const letGo = server.hold('/friends/requests');
    const asked = parley.askFriend('other');
    server.answers['/friends/requests'] = { sent: [], received: [] };
    server.tell('friend_request_updated', { ...request, status: 'accepted' });
    letGo();
    await asked;
    await eventually(() => expect(state().requests.sent).toEqual([]));
  });
});

describe('what nobody tells of', () => {
  it('is asked again when it was lost on its way', async () => {
    server.losesSyncs = true;
    server.tell('sync_required', {});
    server.losesSyncs = false;
    const before = server.syncs;
    server.write('dropped');
    server.tell('sync_required', {});
    await eventually(() =>
      expect(state().timelines.get('c')?.entries.at(-1)?.text).toBe('dropped'),
    );
    expect(server.syncs).toBeGreaterThan(before);
  });

  it('is asked at every connect: what one is called', async () => {
    server.lose();
    server.me = { ...server.me, username: 'renamed' };
    server.comeBack();
    await eventually(() => expect(state().me?.username).toBe('renamed'));
  });

  it('is asked for a quote that a cut has kept from coming', async () => {
    server.answers[`/messages/${idOf(1)}`] = server.log[0];
    server.away = true;
    server.lose();
    parley.quote(idOf(1));
    await eventually(() => expect(parley.store.get().connection).toBe('connecting'));
    server.comeBack();
    await eventually(() => expect(state().connection).toBe('live'));
    parley.quote(idOf(1));
    await eventually(() => expect(entryOf(state(), 'c', idOf(1))?.text).toBe('m1'));
  });

  it('goes with what it is about: an invitation answered on another device', async () => {
    const invitation = { conversationId: 'g', name: 'g', invitedBy: member('other') };
    server.answers['/conversations/invitations'] = [{ ...invitation, createdAt: at(1) }];
    server.tell('conversation_invited', { conversation_id: 'g', name: 'g', invited_by: 'other' });
    await eventually(() => expect(state().invitations).toHaveLength(1));
    server.tell('conversation_created', { ...server.view(), id: 'g', type: 'group' });
    expect(state().invitations).toEqual([]);
  });
});

it('a message is told of once, though the sync that told of it overtook its push', async () => {
  const told: (string | null)[] = [];
  parley.events.on('message', ({ text }) => told.push(text));
  const late = server.write('late');
  server.tell('sync_required', {});
  await eventually(() => expect(told).toEqual(['late']));
  server.push(late);
  server.push(server.write('next'));
  expect(told).toEqual(['late', 'next']);
});

it('counts of many conversations written to at once are asked for together', async () => {
  const asked: string[] = [];
  const { fetch } = server;
  const counting = (input: string) => {
    if (input.includes('/conversations?')) asked.push(input.replace(/.*limit=/, ''));
    return fetch(input);
  };
  parley = new Parley({ fetch: counting as typeof globalThis.fetch, socket: server.socket });
  await parley.resume();
  await eventually(() => expect(state().connection).toBe('live'));
  for (let i = 1; i <= 21; i++) {
    server.tell('new_message', { ...server.log[0]!, conversationId: `c${i}`, id: `m${i}` });
  }
  await eventually(() => expect(asked).toEqual(['100']));
});
