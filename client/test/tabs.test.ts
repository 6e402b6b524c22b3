import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Parley } from '../src/client.js';
import { MemoryOutbox } from '../src/outbox-storage.js';
import { unreadTotal } from '../src/selectors.js';
import { eventually } from './eventually.js';
import { FakeBrowser, type FakeTab } from './fake-browser.js';
import { FakeServer } from './fake-server.js';

let server: FakeServer;
let browser: FakeBrowser;
let outbox: MemoryOutbox;
let all: Parley[];

beforeEach(() => {
  server = new FakeServer();
  browser = new FakeBrowser();
  outbox = new MemoryOutbox();
  all = [];
});

afterEach(() => void vi.useRealTimers());

/** A tab whose client is current. */
async function opened(): Promise<{ parley: Parley; tab: FakeTab }> {
  const tab = browser.tab();
  const parley = new Parley({ fetch: server.fetch, socket: server.socket, outbox, tabs: tab });
  all.push(parley);
  await parley.resume();
  await live(parley);
  return { parley, tab };
}

async function live(...parleys: Parley[]): Promise<void> {
  for (const parley of parleys) {
    await eventually(() => expect(parley.store.get().connection).toBe('live'));
  }
}

function texts(parley: Parley): (string | null)[] {
  return (parley.store.get().timelines.get('c')?.entries ?? []).map((entry) => entry.text);
}

function waiting(parley: Parley): string[] {
  return parley.store.get().outbox.map((message) => message.text);
}

/** Until all tabs that live show just this, and nothing waits. */
async function settled(parleys: readonly Parley[], expected: readonly string[]): Promise<void> {
  for (const parley of parleys) {
    await eventually(() => expect(texts(parley)).toEqual(expected));
    await eventually(() => expect(waiting(parley)).toEqual([]));
  }
  expect(server.log.map((entry) => entry.text)).toEqual(expected);
}

describe('several tabs', () => {
  it('share one connection and hear the same', async () => {
    server.write('before');
    for (let i = 0; i < 3; i++) await opened();
    expect(server.connections).toBe(1);
    server.push(server.write('live'));
    await settled(all, ['before', 'live']);
  });

  it('ask once what is unread, and all know it', async () => {
    for (let i = 0; i < 3; i++) await opened();
    server.push(server.write('live'));
    for (const { store } of all) {
      await eventually(() => expect(unreadTotal(store.get())).toBe(1));
    }
    expect(server.lists).toBe(1);
  });

  it('show what any of them types, and send it once, in order', async () => {
    const [a, b, c] = [await opened(), await opened(), await opened()];
    server.lose();
    await eventually(() => expect(c.parley.store.get().connection).toBe('connecting'));
    c.parley.send('c', 'one');
    await eventually(() => expect(waiting(a.parley)).toEqual(['one']));
    a.parley.send('c', 'two');
    await eventually(() => expect(waiting(b.parley)).toEqual(['one', 'two']));
    b.parley.send('c', 'three');
    server.comeBack();
    await settled(all, ['one', 'two', 'three']);
    expect(server.sends).toEqual(['one', 'two', 'three']);
    expect(await outbox.load('me')).toEqual([]);
  });

  it('agree on what failed, and any of them tries it again or throws it away', async () => {
    const [a, b] = [await opened(), await opened()];
    server.refuseText = 'bad';
    const first = b.parley.send('c', 'bad');
    await eventually(() => expect(b.parley.store.get().outbox[0]?.status).toBe('failed'));
    const second = a.parley.send('c', 'bad');
    await eventually(() => expect(b.parley.store.get().outbox[1]?.status).toBe('failed'));
    b.parley.discard(second.clientMessageId);
    await eventually(() => expect(a.parley.store.get().outbox).toHaveLength(1));
    server.refuseText = '';
    b.parley.retry(first.clientMessageId);
    await settled(all, ['bad']);
  });

  it('are one view for the server: the first that looks and the last that looks away', async () => {
    const [a, b] = [await opened(), await opened()];
    b.parley.view('c');
    a.parley.view('c');
    await eventually(() => expect(server.views).toEqual(['join_conversation']));
    a.parley.view(null);
    b.parley.view(null);
    await eventually(() =>
      expect(server.views).toEqual(['join_conversation', 'leave_conversation']),
    );
  });

  it('are signed out together', async () => {
    const [a, b] = [await opened(), await opened()];
    const ended = vi.fn();
    a.parley.events.on('signedOut', ended);
    await b.parley.signOut();
    await eventually(() => expect(ended).toHaveBeenCalledWith('left'));
    expect(a.parley.store.get().me).toBeNull();
    expect(server.connections).toBe(0);
  });

  it('come back together after they were sent away', async () => {
    const [a, b] = [await opened(), await opened()];
    server.lose('io server disconnect');
    await eventually(() => expect(b.parley.store.get().connection).toBe('stopped'));
    b.parley.reconnect();
    await live(a.parley, b.parley);
  });
});

describe('when the leader goes', () => {
  it('by closing, another sends what it has left', async () => {
    const [a, b, c] = [await opened(), await opened(), await opened()];
    server.lose();
    for (const text of ['one', 'two']) a.parley.send('c', text);
    a.tab.sleep();
    browser.crash(a.tab);
    await live(b.parley, c.parley);
    expect(server.connections).toBe(1);
    await settled([b.parley, c.parley], ['one', 'two']);
    expect(server.sends).toEqual(['one', 'two']);
  });

  it('by a crash in the middle of sending, nothing is sent twice or out of order', async () => {
    const [a, b] = [await opened(), await opened()];
    server.loseAcks = 1;
    for (const text of ['one', 'two', 'three']) b.parley.send('c', text);
    await eventually(() => expect(server.sends).toEqual(['one']));
    browser.crash(a.tab);
    await settled([b.parley], ['one', 'two', 'three']);
  });

  it('to sleep, it follows when it wakes', async () => {
    const [a, b] = [await opened(), await opened()];
    a.tab.sleep();
    await live(b.parley);
    server.push(server.write('while it slept'));
    a.tab.wake();
    await live(a.parley);
    await settled(all, ['while it slept']);
    expect(server.connections).toBe(1);
  });

  it('what the others asked fails, and is asked again', async () => {
    const [a, b] = [await opened(), await opened()];
    a.tab.freeze();
    b.parley.send('c', 'asked of nobody');
    server.write('missed');
    browser.crash(a.tab);
    await live(b.parley);
    await settled([b.parley], ['missed', 'asked of nobody']);
  });
});

describe('a leader that does not answer', () => {
  it('is followed no longer, and follows when it thaws', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    const [a, b, c] = [await opened(), await opened(), await opened()];
    a.tab.freeze();
    b.parley.send('c', 'one');
    await eventually(() => expect(waiting(c.parley)).toEqual(['one']));
    c.parley.send('c', 'two');
    await vi.advanceTimersByTimeAsync(20_000);
    await settled([b.parley, c.parley], ['one', 'two']);
    a.tab.thaw();
    await live(a.parley);
    await settled(all, ['one', 'two']);
    expect(server.connections).toBe(1);
  });

  it('lets a tab that is looked at reconnect, while it is in the background itself', async () => {
    const [a, b] = [await opened(), await opened()];
    a.tab.isVisible = false;
    server.lose();
    b.parley.hurry();
    await live(b.parley, a.parley);
    expect(server.connections).toBe(1);
  });
});
