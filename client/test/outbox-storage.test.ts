import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
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
