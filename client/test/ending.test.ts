import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Parley } from '../src/client.js';
import { MemoryOutbox } from '../src/outbox-storage.js';
import { MemorySnapshot } from '../src/snapshot-storage.js';
import type { Outgoing } from '../src/state.js';
import { eventually } from './eventually.js';
import { FakeServer } from './fake-server.js';

let server: FakeServer;
let outbox: SlowOutbox;
let parley: Parley;

/** Answers what was left behind only when it is told to. */
class SlowOutbox extends MemoryOutbox {
  #answer: (() => void)[] = [];
  isSlow = false;

  override async load(userId: string): Promise<readonly Outgoing[]> {
    const left = await super.load(userId);
    if (this.isSlow) await new Promise<void>((done) => this.#answer.push(done));
    return left;
  }

  get asked(): number {
    return this.#answer.length;
  }

  answer(which: number): void {
    this.#answer[which]!();
  }
}

beforeEach(() => {
  server = new FakeServer();
  outbox = new SlowOutbox();
  parley = client();
});

function client(snapshot = new MemorySnapshot()): Parley {
  return new Parley({ fetch: server.fetch, socket: server.socket, outbox, snapshot });
}

const state = () => parley.store.get();
const live = () => eventually(() => expect(state().connection).toBe('live'));

function left(text: string): Outgoing {
  const [clientMessageId, conversationId] = [`id of ${text}`, 'c'];
  return { clientMessageId, conversationId, text, typedAt: 1, status: 'waiting' };
}

describe('a session that ends', () => {
  it('while what it left behind is read is nobody’s start', async () => {
    const snapshot = new MemorySnapshot();
    await snapshot.open(server.me);
    await snapshot.save(server.me, [], []);
    parley = client(snapshot);
    outbox.isSlow = true;
    server.sessionEnded = true;
    const recalled = parley.recall();
    await eventually(() => expect(outbox.asked).toBe(1));
    server.refuse('UNAUTHORIZED');
    await eventually(() => expect(state().me).toBeNull());
    outbox.answer(0);
    expect(await recalled).toBeUndefined();
  });

  it('leaves the next person their own outbox, however slowly its own was read', async () => {
    await outbox.put('next', left('theirs'));
    outbox.isSlow = true;
    const first = parley.resume();
    await eventually(() => expect(outbox.asked).toBe(1));
    await parley.signOut();
    server.me = { ...server.me, id: 'next' };
    const next = parley.resume();
    await eventually(() => expect(outbox.asked).toBe(2));
    outbox.answer(1);
    await next;
    await eventually(() => expect(server.sends).toEqual(['theirs']));
    outbox.answer(0);
    await first;
    expect(state().me?.id).toBe('next');
  });

  it('is looked into where leaving failed after all', async () => {
    await parley.resume();
    await live();
    server.signOut = () => {
      server.lose('io server disconnect');
      return Promise.reject(new TypeError('Failed to fetch'));
    };
    await expect(parley.signOut()).rejects.toMatchObject({ code: 'NETWORK' });
    expect(state().connection).toBe('stopped');
  });

  it('leaves no timer behind that keeps a program', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    await parley.resume();
    await live();
    server.refuseText = 'busy';
    server.refusal = { code: 503, error: 'UNAVAILABLE' };
    parley.send('c', 'busy');
    await eventually(() => expect(server.sends).toEqual(['busy']));
    parley.close();
    await vi.advanceTimersByTimeAsync(0);
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
  });
});

it('what was thrown away while it was sent does not come back as refused', async () => {
  await parley.resume();
  await live();
  server.refuseText = 'bad';
  const sent = parley.send('c', 'bad');
  parley.discard(sent.clientMessageId);
  await eventually(() => expect(server.sends).toEqual(['bad']));
  parley.send('c', 'good');
  await eventually(() => expect(server.sends).toEqual(['bad', 'good']));
  await eventually(() => expect(state().outbox).toEqual([]));
  expect(await outbox.load('me')).toEqual([]);
});
