import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Parley } from '../src/client.js';
import { MemoryOutbox } from '../src/outbox-storage.js';
import {
  conversationsByActivity,
  deliveredToOthers,
  readByOthers,
  unreadTotal,
} from '../src/selectors.js';
import { MemorySnapshot } from '../src/snapshot-storage.js';
import { ALONE, type Tabs } from '../src/tabs.js';
import { eventually } from './eventually.js';
import { FakeBrowser } from './fake-browser.js';
import { at, FakeServer } from './fake-server.js';

let server: FakeServer;
let outbox: MemoryOutbox;
let snapshot: MemorySnapshot;

beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  server = new FakeServer();
  outbox = new MemoryOutbox();
  snapshot = new MemorySnapshot();
});

afterEach(() => void vi.useRealTimers());

function client(keeps = snapshot, tabs: Tabs = ALONE): Parley {
  return new Parley({
    fetch: server.fetch,
    socket: server.socket,
    outbox,
    snapshot: keeps,
    tabs,
  });
}

function texts(parley: Parley): (string | null)[] | undefined {
  return parley.store
    .get()
    .timelines.get('c')
    ?.entries.map(({ text }) => text);
}

/** How far anybody else is. */
function marks(parley: Parley) {
  const state = parley.store.get();
  return { read: readByOthers(state, 'c'), delivered: deliveredToOthers(state, 'c') };
}

async function live(parley: Parley): Promise<void> {
  await eventually(() => expect(parley.store.get().connection).toBe('live'));
}

/** How many entries are kept of the conversation, once what has changed is written. */
async function length(): Promise<number | undefined> {
  await vi.advanceTimersByTimeAsync(1_000);
  return (await snapshot.load())?.conversations[0]?.timeline?.entries.length;
}

/**
 * Somebody was here and saw what is there with so many more, and that the other has all of it but has not
 * read the last; then the page and the server went.
 */
async function seen(count: number): Promise<void> {
  for (let i = 1; i <= count; i++) server.write(`m${i}`);
  const parley = client();
  await parley.resume();
  await live(parley);
  const last = server.log.length;
  expect(await length()).toBe(last);
  const other = { conversation_id: 'c', user_id: 'other' };
  server.tell('conversation_read', { ...other, seq: last - 1 });
  server.tell('conversation_delivered', { ...other, seq: last });
  expect(await length()).toBe(last);
  server.away = true;
  server.closePages();
}

describe('a start without the server', () => {
  it('shows what was seen last, and takes what is typed', async () => {
    await seen(3);
    const parley = client();
    expect(await parley.recall()).toEqual(server.me);
    const state = parley.store.get();
    expect(state.connection).toBe('connecting');
    expect(state.loaded).toBe(false);
    expect(texts(parley)).toEqual(['m1', 'm2', 'm3']);
    expect(conversationsByActivity(state).map(({ name }) => name)).toEqual(['other']);
    expect(unreadTotal(state)).toBe(3);
    parley.send('c', 'typed');
    expect(parley.store.get().outbox).toMatchObject([{ text: 'typed', status: 'waiting' }]);
  });

  it('shows how far the other was', async () => {
    await seen(3);
    const parley = client();
    await parley.recall();
    expect(marks(parley)).toEqual({ read: 2, delivered: 3 });
  });

  it('takes up from there what has come, was edited and is typed, each once', async () => {
    await seen(3);
    const parley = client();
    await parley.recall();
    parley.send('c', 'typed');
    server.edit(2, 'm2!');
    server.write('m4');
    server.comeBack();
    await live(parley);
    await eventually(() => expect(texts(parley)).toEqual(['m1', 'm2!', 'm3', 'm4', 'typed']));
    expect(parley.store.get().outbox).toEqual([]);
    expect(server.sends).toEqual(['typed']);
  });

  it('does not send again what the log holds', async () => {
    server.write('mine', 'me', 'its id');
    await seen(0);
    await outbox.put('me', {
      clientMessageId: 'its id',
      conversationId: 'c',
      text: 'mine',
      typedAt: 1,
      status: 'waiting',
    });
    const parley = client();
    await parley.recall();
    expect(parley.store.get().outbox).toEqual([]);
    expect(await outbox.load('me')).toEqual([]);
  });

  it('lets go of a conversation one was taken out of', async () => {
    await seen(3);
    const parley = client();
    await parley.recall();
    server.member = false;
    server.comeBack();
    await live(parley);
    expect(parley.store.get().conversations.size).toBe(0);
    expect(parley.store.get().timelines.size).toBe(0);
    expect(await length()).toBeUndefined();
    expect(await snapshot.load()).toMatchObject({ conversations: [] });
  });

  it('begins anew where the server has lost what was seen', async () => {
    await seen(3);
    server.log.length = 1;
    const parley = client();
    await parley.recall();
    server.comeBack();
    await live(parley);
    expect(texts(parley)).toEqual(['m1']);
    expect(marks(parley)).toEqual({ read: 0, delivered: 0 });
  });

  it('fetches the newest alone where very much has changed', async () => {
    await seen(3);
    for (let i = 4; i <= 1_200; i++) server.write(`m${i}`);
    const parley = client();
    await parley.recall();
    const before = server.syncs;
    server.comeBack();
    await live(parley);
    expect(texts(parley)).toHaveLength(20);
    expect(texts(parley)!.at(-1)).toBe('m1200');
    expect(server.syncs - before).toBe(2);
  });

  it('learns who one is by now', async () => {
    await seen(1);
    server.me = { ...server.me, username: 'ada lovelace' };
    const parley = client();
    expect(await parley.recall()).toMatchObject({ username: 'ada' });
    server.comeBack();
    await eventually(() => expect(parley.store.get().me?.username).toBe('ada lovelace'));
  });

  it('ends when the session turns out to be over, and nothing stays', async () => {
    await seen(1);
    const parley = client();
    const ended = vi.fn();
    parley.events.on('signedOut', ended);
    await parley.recall();
    server.sessionEnded = true;
    server.comeBack();
    await eventually(() => expect(ended).toHaveBeenCalledWith('over'));
    await eventually(async () => expect(await snapshot.load()).toBeUndefined());
  });
});

describe('what is kept', () => {
  it('is the newest of a log', async () => {
    for (let i = 1; i <= 200; i++) server.write(`m${i}`);
    const parley = client();
    await parley.resume();
    await live(parley);
    for (let i = 0; i < 3; i++) await parley.loadOlder('c');
    expect(texts(parley)).toHaveLength(170);
    expect(await length()).toBe(100);
    const [kept] = (await snapshot.load())!.conversations;
    expect(kept!.timeline).toMatchObject({ floor: 101, cursor: 200 });
  });

  it('is what has changed', async () => {
    await seen(3);
    const save = vi.spyOn(snapshot, 'save');
    const parley = client();
    await parley.recall();
    server.comeBack();
    await live(parley);
    server.push(server.write('m4'));
    expect(await length()).toBe(4);
    expect(save).toHaveBeenCalledOnce();
  });

  it('is written by the tab that leads', async () => {
    const browser = new FakeBrowser();
    const follower = new MemorySnapshot();
    server.write('m1');
    const [one, two] = [client(snapshot, browser.tab()), client(follower, browser.tab())];
    await one.resume();
    await live(one);
    await two.resume();
    await live(two);
    server.push(server.write('m2'));
    expect(await length()).toBe(2);
    expect(texts(two)).toEqual(['m1', 'm2']);
    expect(await follower.load()).toMatchObject({ conversations: [] });
  });

  it('is tried again after it could not be written', async () => {
    vi.spyOn(snapshot, 'save').mockRejectedValueOnce(new Error('No room'));
    const parley = client();
    await parley.resume();
    await live(parley);
    server.push(server.write('m1'));
    expect(await length()).toBeUndefined();
    server.push(server.write('m2'));
    await vi.advanceTimersByTimeAsync(61_000);
    expect(await length()).toBe(2);
  });

  it('goes when one signs out', async () => {
    await seen(1);
    const parley = client();
    await parley.recall();
    server.comeBack();
    await live(parley);
    await parley.signOut();
    expect(await snapshot.load()).toBeUndefined();
  });

  it('goes when somebody else signs in', async () => {
    await seen(1);
    server.away = false;
    server.me = { id: 'eve', username: 'eve', createdAt: at(0) };
    await client().resume();
    expect(await snapshot.load()).toMatchObject({ me: { id: 'eve' }, conversations: [] });
  });
});
