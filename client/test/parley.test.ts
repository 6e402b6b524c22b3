import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Parley } from '../src/client.js';
import { MemoryOutbox } from '../src/outbox-storage.js';
import { conversationsByActivity, online, readByOthers, unreadTotal } from '../src/selectors.js';
import { eventually } from './eventually.js';
import { at, FakeServer } from './fake-server.js';

let server: FakeServer;
let parley: Parley;

beforeEach(() => {
  server = new FakeServer();
  parley = client(server);
});

function client(to: FakeServer, outbox = new MemoryOutbox()): Parley {
  return new Parley({ fetch: to.fetch, socket: to.socket, outbox });
}

function texts(): (string | null)[] {
  return (parley.store.get().timelines.get('c')?.entries ?? []).map((entry) => entry.text);
}

function live(): Promise<void> {
  return eventually(() => expect(parley.store.get().connection).toBe('live'));
}

describe('on connecting', () => {
  it('holds the newest entries and the list', async () => {
    for (let i = 1; i <= 30; i++) server.write(`m${i}`);
    await parley.resume();
    await live();
    expect(texts()).toHaveLength(20);
    expect(texts().at(-1)).toBe('m30');
    expect(conversationsByActivity(parley.store.get()).map((c) => c.id)).toEqual(['c']);
    expect(unreadTotal(parley.store.get())).toBe(30);
    await eventually(() => expect(parley.store.get().presence.get('other')).toBe(true));
  });

  it('fetches history above what it holds until there is none', async () => {
    for (let i = 1; i <= 100; i++) server.write(`m${i}`);
    await parley.resume();
    await live();
    await Promise.all([parley.loadOlder('c'), parley.loadOlder('c')]);
    expect(texts()).toHaveLength(70);
    await parley.loadOlder('c');
    await parley.loadOlder('c');
    expect(texts()).toEqual(Array.from({ length: 100 }, (_, i) => `m${i + 1}`));
    expect(parley.store.get().timelines.get('c')?.floor).toBe(1);
  });
});

describe('after a loss of the connection', () => {
  it('takes up what was missed, over several pages, edits included', async () => {
    server.write('one');
    server.write('two');
    await parley.resume();
    await live();
    server.lose();
    server.edit(1, 'one!');
    for (let i = 3; i <= 9; i++) server.write(`m${i}`);
    server.pageSize = 3;
    server.comeBack();
    await live();
    expect(texts()).toEqual(['one!', 'two', 'm3', 'm4', 'm5', 'm6', 'm7', 'm8', 'm9']);
    expect(server.syncs).toBe(4);
  });

  it('tells of what was written meanwhile, each once, and of nothing older', async () => {
    const told: (string | null)[] = [];
    parley.events.on('message', ({ text }) => told.push(text));
    server.write('there before');
    await parley.resume();
    await live();
    server.lose();
    server.edit(1, 'only edited');
    server.write('missed');
    server.comeBack();
    await live();
    expect(told).toEqual(['missed']);
    server.write('lost on the way');
    server.push(server.write('pushed'));
    await eventually(() => expect(texts()).toHaveLength(4));
    expect(told).toEqual(['missed', 'pushed', 'lost on the way']);
    server.lose();
    for (let i = 5; i <= 9; i++) server.write(`m${i}`);
    server.readSeq = 8;
    server.comeBack();
    await live();
    expect(told.slice(3)).toEqual(['m9']);
  });

  it('tells of a few of many, and of those that named one', async () => {
    const told: (string | null)[] = [];
    parley.events.on('message', ({ text }) => told.push(text));
    await parley.resume();
    await live();
    server.lose();
    for (let i = 1; i <= 30; i++) server.write(`m${i}`);
    Object.assign(server.log[4]!, { mentions: ['me'] });
    Object.assign(server.log[5]!, { mentions: ['somebody'] });
    server.comeBack();
    await live();
    expect(told).toEqual(['m5', 'm28', 'm29', 'm30']);
  });

  it('starts again where the server knows less than the client', async () => {
    server.write('one');
    server.write('two');
    await parley.resume();
    await live();
    server.lose();
    server.log.pop();
    server.comeBack();
    await live();
    expect(texts()).toEqual(['one']);
  });
});

describe('a push', () => {
  it('is taken at once when nothing is missing before it', async () => {
    await parley.resume();
    await live();
    server.push(server.write('one'));
    expect(texts()).toEqual(['one']);
    expect(server.syncs).toBe(1);
  });

  it('waits for a sync when something is missing before it', async () => {
    server.write('one');
    await parley.resume();
    await live();
    server.write('lost on the way');
    server.push(server.write('three'));
    expect(texts()).toEqual(['one']);
    await eventually(() => expect(texts()).toEqual(['one', 'lost on the way', 'three']));
  });

  it('that was seen already changes nothing', async () => {
    await parley.resume();
    await live();
    const entry = server.write('one');
    server.push(entry);
    server.push(entry);
    expect(texts()).toEqual(['one']);
  });

  it('leaves the unread count to the server', async () => {
    await parley.resume();
    await live();
    server.push(server.write('one'));
    expect(unreadTotal(parley.store.get())).toBe(0);
    await eventually(() => expect(unreadTotal(parley.store.get())).toBe(1));
  });

  it('that names one in what is unread already, or not any more, counts too', async () => {
    const mentions = () => parley.store.get().conversations.get('c')?.mentions;
    server.write('one');
    await parley.resume();
    await live();
    for (const named of [['me'], []]) {
      server.tell('message_updated', Object.assign(server.edit(1, 'at you'), { mentions: named }));
      await eventually(() => expect(mentions()).toBe(named.length));
    }
  });
});

describe('sending', () => {
  it('echoes at once and keeps the order of typing', async () => {
    await parley.resume();
    await live();
    for (const text of ['a', 'b', 'c']) parley.send('c', text);
    expect(parley.store.get().outbox.map((m) => m.text)).toEqual(['a', 'b', 'c']);
    await eventually(() => expect(parley.store.get().outbox).toEqual([]));
    expect(texts()).toEqual(['a', 'b', 'c']);
  });

  it('works on a page that came by plain http', async () => {
    vi.stubGlobal('crypto', {
      getRandomValues: (bytes: Uint8Array) => bytes.fill(7),
    });
    await parley.resume();
    await live();
    parley.send('c', 'by plain http');
    vi.unstubAllGlobals();
    await eventually(() => expect(texts()).toEqual(['by plain http']));
    expect(server.log[0]!.clientMessageId).toMatch(/^0[0-9a-f]{11}(07){10}$/);
  });

  it('sends again with the same id when the answer was lost, before what came later', async () => {
    await parley.resume();
    await live();
    server.loseAcks = 1;
    for (const text of ['a', 'b']) parley.send('c', text);
    await eventually(() => expect(parley.store.get().connection).toBe('connecting'));
    parley.send('c', 'typed while away');
    server.comeBack();
    await eventually(() => expect(parley.store.get().outbox).toEqual([]));
    expect(texts()).toEqual(['a', 'b', 'typed while away']);
    expect(server.log.map((e) => e.text)).toEqual(['a', 'b', 'typed while away']);
  });

  it('marks what the server refuses, sends the rest, and tries again when asked', async () => {
    await parley.resume();
    await live();
    server.refuseText = 'bad';
    parley.send('c', 'bad');
    parley.send('c', 'good');
    await eventually(() => expect(texts()).toEqual(['good']));
    const failed = parley.store.get().outbox[0]!;
    expect(failed).toMatchObject({
      text: 'bad',
      status: 'failed',
      problem: 'no',
      code: 'VALIDATION_FAILED',
    });
    server.refuseText = '';
    parley.retry(failed.clientMessageId);
    await eventually(() => expect(texts()).toEqual(['good', 'bad']));
    expect(parley.store.get().outbox).toEqual([]);
  });

  it('tries an answer again without its quote when that is gone', async () => {
    await parley.resume();
    await live();
    parley.send('c', { text: 'an answer', replyTo: 'gone' });
    await eventually(() =>
      expect(parley.store.get().outbox[0]).toMatchObject({ status: 'failed', quoteGone: true }),
    );
    parley.retry(parley.store.get().outbox[0]!.clientMessageId);
    await eventually(() => expect(texts()).toEqual(['an answer']));
    expect(parley.store.get().outbox).toEqual([]);
  });

  it('tells while what is typed is not kept, and keeps it as soon as it can', async () => {
    const outbox = new MemoryOutbox();
    const put = vi.spyOn(outbox, 'put').mockRejectedValue(new Error('No room'));
    parley = client(server, outbox);
    const kept = () => parley.store.get().outboxKept;
    await parley.resume();
    await live();
    server.lose();
    parley.send('c', 'first');
    await eventually(() => expect(kept()).toBe(false));
    put.mockRestore();
    parley.send('c', 'second');
    await eventually(() => expect(kept()).toBe(true));
    expect(await outbox.load('me')).toHaveLength(2);
  });

  it('takes up what an earlier page left behind', async () => {
    const outbox = new MemoryOutbox();
    parley = client(server, outbox);
    await parley.resume();
    await live();
    server.lose();
    parley.send('c', 'first');
    parley.send('c', 'second');
    parley = client(server, outbox);
    await parley.resume();
    await eventually(() => expect(texts()).toEqual(['first', 'second']));
    expect(await outbox.load('me')).toEqual([]);
  });
});

describe('reading', () => {
  it('tells only the furthest mark, and again after a reconnect until it is confirmed', async () => {
    for (let i = 1; i <= 5; i++) server.write(`m${i}`);
    await parley.resume();
    await live();
    parley.markRead('c', 2);
    parley.markRead('c', 5);
    parley.markRead('c', 4);
    await eventually(() => expect(server.marks).toEqual([5]));
    server.lose();
    server.comeBack();
    expect(server.marks).toEqual([5, 5]);
    server.readSeq = 5;
    server.lose();
    server.comeBack();
    await live();
    server.lose();
    server.comeBack();
    expect(server.marks).toEqual([5, 5, 5]);
    expect(unreadTotal(parley.store.get())).toBe(0);
  });
});

describe('what others do', () => {
  afterEach(() => void vi.useRealTimers());

  it('is shown as typing until they send, stop, or fall silent', async () => {
    await parley.resume();
    await live();
    vi.useFakeTimers();
    const typing = () => [...(parley.store.get().typing.get('c')?.values() ?? [])];
    const types = (is: boolean) =>
      server.tell('user_typing', {
        conversation_id: 'c',
        user_id: 'other',
        username: 'bob',
        typing: is,
      });
    types(true);
    expect(typing()).toEqual(['bob']);
    types(false);
    expect(typing()).toEqual([]);
    types(true);
    server.push(server.write('done'));
    expect(typing()).toEqual([]);
    types(true);
    vi.advanceTimersByTime(6_000);
    expect(typing()).toEqual([]);
  });

  it('tells who is online, as long as that can be known', async () => {
    await parley.resume();
    await eventually(() => expect(online(parley.store.get(), 'other')).toBe(true));
    server.tell('friend_status_changed', { user_id: 'other', status: 'offline', timestamp: 1 });
    expect(online(parley.store.get(), 'other')).toBe(false);
    server.lose();
    expect(online(parley.store.get(), 'other')).toBeUndefined();
  });

  it('is asked for anew when one has met somebody new', async () => {
    await parley.resume();
    await live();
    await eventually(() => expect(parley.store.get().presence.size).toBe(1));
    server.presence = { other: true, third: true };
    server.tell('conversation_created', { ...server.view(), id: 'd', otherUserId: 'third' });
    await eventually(() => expect(online(parley.store.get(), 'third')).toBe(true));
  });

  it('tells how far they have read, which never goes back', async () => {
    await parley.resume();
    await live();
    for (const seq of [3, 2]) {
      server.tell('conversation_read', { conversation_id: 'c', user_id: 'other', seq });
    }
    expect(readByOthers(parley.store.get(), 'c')).toBe(3);
  });

  it('may take one out of a conversation, of which nothing stays', async () => {
    server.write('one');
    await parley.resume();
    await live();
    const bob = { conversation_id: 'c', user_id: 'other' };
    server.tell('user_typing', { ...bob, username: 'bob', typing: true });
    server.tell('conversation_read', { ...bob, seq: 1 });
    server.tell('participant_removed', bob);
    expect(texts()).toEqual(['one']);
    server.tell('participant_removed', { conversation_id: 'c', user_id: 'me' });
    expect(parley.store.get().conversations.size).toBe(0);
    const { timelines, reads, delivered, typing } = parley.store.get();
    for (const map of [timelines, reads, delivered, typing]) expect(map.size).toBe(0);
  });
});

describe('being sent away', () => {
  it('ends everything when the session is over', async () => {
    const ended = vi.fn();
    parley.events.on('signedOut', ended);
    await parley.resume();
    await live();
    server.sessionEnded = true;
    server.lose('io server disconnect');
    await eventually(() => expect(ended).toHaveBeenCalledOnce());
    expect(parley.store.get().me).toBeNull();
  });

  it('ends when somebody else is signed in by now, and sends nothing', async () => {
    const ended = vi.fn();
    parley.events.on('signedOut', ended);
    await parley.resume();
    await live();
    server.lose();
    parley.send('c', 'mine');
    server.refuse('Somebody else is signed in');
    expect(ended).toHaveBeenCalledWith('replaced');
    expect(parley.store.get().me).toBeNull();
    expect(server.sends).toEqual([]);
  });

  it('leaves it to the person to come back while the session lives', async () => {
    await parley.resume();
    await live();
    server.lose('io server disconnect');
    expect(parley.store.get().connection).toBe('stopped');
    parley.reconnect();
    await live();
  });
});

describe('signing out', () => {
  it('leaves nothing for whoever signs in next', async () => {
    for (let i = 1; i <= 5; i++) server.write(`m${i}`);
    await parley.resume();
    await live();
    parley.markRead('c', 5);
    server.write('never pushed');
    server.push(server.write('held back'));
    server.tell('user_typing', {
      conversation_id: 'c',
      user_id: 'other',
      username: 'bob',
      typing: true,
    });
    const typing = () => parley.store.get().typing.size;
    expect(typing()).toBe(1);
    await parley.signOut();
    const told = server.marks.length;

    server.log.length = 1;
    server.me = { id: 'next', username: 'eve', createdAt: at(0) };
    await parley.resume();
    await live();
    expect(typing()).toBe(0);
    for (let i = 2; i <= 6; i++) server.push(server.write(`n${i}`));
    server.lose();
    server.comeBack();
    await live();
    expect(texts()).toEqual(['m1', 'n2', 'n3', 'n4', 'n5', 'n6']);
    expect(server.marks).toHaveLength(told);
  });
});

describe('an acknowledgement that overtook pushes', () => {
  it('makes the client ask for them when they do not come', async () => {
    await parley.resume();
    await live();
    server.write('never pushed');
    parley.send('c', 'mine');
    await eventually(() => expect(texts()).toEqual(['never pushed', 'mine']));
  });
});
