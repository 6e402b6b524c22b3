import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { describe, expect, it } from 'vitest';
import {
  IndexedDbSnapshot,
  MemorySnapshot,
  type KeptConversation,
} from '../src/snapshot-storage.js';
import type { User } from '../src/wire.js';
import { at, FakeServer } from './fake-server.js';

const ada: User = { id: 'ada', username: 'ada', createdAt: at(0) };
const eve: User = { id: 'eve', username: 'eve', createdAt: at(0) };

function kept(id: string, name = id): KeptConversation {
  const server = new FakeServer();
  const entries = [server.write('one'), server.write('two')];
  const timeline = { entries, floor: 1, cursor: 2, loadingOlder: false };
  const read = { userId: 'other', seq: 1 };
  const delivered = { userId: 'other', seq: 2 };
  return { conversation: { ...server.view(), id, name }, timeline, read, delivered };
}

describe.each([
  ['memory', () => new MemorySnapshot()],
  ['IndexedDB', () => new IndexedDbSnapshot(crypto.randomUUID())],
])('a snapshot in %s', (_name, make) => {
  it('gives back what was kept last', async () => {
    const storage = make();
    expect(await storage.load()).toBeUndefined();
    await storage.open(ada);
    await storage.save(ada, [kept('a'), kept('b'), kept('c')], []);
    await storage.save({ ...ada, username: 'ada l' }, [kept('b', 'renamed')], ['c']);
    await storage.open({ ...ada, username: 'ada l' });
    expect(await storage.load()).toEqual({
      me: { ...ada, username: 'ada l' },
      conversations: [kept('a'), kept('b', 'renamed')],
    });
  });

  it('is of one person: nothing of another stays, or comes late', async () => {
    const storage = make();
    await storage.open(ada);
    await storage.save(ada, [kept('a')], []);
    await storage.open(eve);
    await storage.save(ada, [kept('a')], []);
    await storage.clear(ada.id);
    expect(await storage.load()).toEqual({ me: eve, conversations: [] });
  });

  it('is gone once it is cleared, also for who did not hear of it', async () => {
    const storage = make();
    await storage.open(ada);
    await storage.save(ada, [kept('a')], []);
    await storage.clear(ada.id);
    await storage.save(ada, [kept('b')], []);
    expect(await storage.load()).toBeUndefined();
  });
});

it('what another version wrote is not read, and goes', async () => {
  const name = crypto.randomUUID();
  const storage = new IndexedDbSnapshot(name);
  await storage.open(ada);
  await storage.save(ada, [kept('a')], []);
  const db = await openDB(name, 1);
  await db.put('head', { format: 0, me: ada }, 'head');
  db.close();
  expect(await storage.load()).toBeUndefined();
  await storage.open(ada);
  expect(await storage.load()).toEqual({ me: ada, conversations: [] });
});
