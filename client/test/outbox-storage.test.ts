import 'fake-indexeddb/auto';
import { deleteDB, openDB } from 'idb';
import { describe, expect, it, vi } from 'vitest';
import { IndexedDbOutbox, MemoryOutbox } from '../src/outbox-storage.js';
import type { Outgoing } from '../src/state.js';

function typed(clientMessageId: string, typedAt: number): Outgoing {
  return { clientMessageId, conversationId: 'c', text: 't', typedAt, status: 'waiting' };
}

describe.each([
  ['memory', () => new MemoryOutbox()],
  ['IndexedDB', () => new IndexedDbOutbox(crypto.randomUUID())],
])('the outbox in %s', (_name, make) => {
  it('gives back what a user typed, in the order of typing', async () => {
    const storage = make();
    await storage.put('ada', typed('z', 1));
    await storage.put('ada', typed('a', 2));
    await storage.put('bob', typed('b', 3));
    expect(await storage.load('ada')).toEqual([typed('z', 1), typed('a', 2)]);
  });

  it('replaces and forgets by the message id', async () => {
    const storage = make();
    await storage.put('ada', typed('x', 1));
    await storage.put('ada', { ...typed('x', 1), status: 'failed', problem: 'no' });
    expect(await storage.load('ada')).toHaveLength(1);
    await storage.remove('x');
    expect(await storage.load('ada')).toEqual([]);
  });
});

describe('the outbox in IndexedDB', () => {
  it('is opened again after the browser has closed it', async () => {
    const name = crypto.randomUUID();
    const storage = new IndexedDbOutbox(name);
    await storage.put('ada', typed('a', 1));
    const newer = await openDB(name, 2);
    await expect(storage.put('ada', typed('b', 2))).rejects.toThrow();
    newer.close();
    await deleteDB(name);
    await storage.put('ada', typed('c', 3));
    expect(await storage.load('ada')).toEqual([typed('c', 3)]);
  });

  it('is opened again after it could not be opened', async () => {
    const open = vi.spyOn(indexedDB, 'open').mockImplementationOnce(() => {
      throw new DOMException('No room', 'QuotaExceededError');
    });
    const storage = new IndexedDbOutbox(crypto.randomUUID());
    await expect(storage.put('ada', typed('a', 1))).rejects.toThrow('No room');
    await storage.put('ada', typed('b', 2));
    expect(await storage.load('ada')).toEqual([typed('b', 2)]);
    open.mockRestore();
  });
});
