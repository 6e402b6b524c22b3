import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { nodeTransport, Parley, type User } from '../../src/index.js';
import { Server } from './server.js';

let server: Server;

beforeAll(async () => void (server = await Server.started()));
afterAll(() => server.stop());

function signUp(client: Parley, name: string): Promise<User> {
  return client.signUp(name, `${name}@example.org`, 'correct horse battery');
}

it('a program without a browser signs up, sends, uploads, and comes back by its cookies', async () => {
  const cookies = new Map<string, string>();
  const ada = new Parley({ url: server.url, ...nodeTransport(cookies) });
  const bob = new Parley({ url: server.url, ...nodeTransport() });
  const name = `bob-${Date.now()}`;
  const { id } = await signUp(bob, name);
  await signUp(ada, `ada-${Date.now()}`);
  const direct = await ada.openDirect(id);
  const file = new Blob(['from Node'], { type: 'text/plain' });
  const upload = await ada.api.files.upload(file, 'node.txt');
  ada.send(direct, { text: 'with a file', url: upload.url, fileName: 'node.txt' });
  await vi.waitFor(() => {
    const entries = bob.store.get().timelines.get(direct)?.entries ?? [];
    expect(entries.map(({ text, fileName }) => [text, fileName])).toEqual([
      ['with a file', 'node.txt'],
    ]);
  }, 10_000);

  const again = new Parley({ url: server.url, ...nodeTransport(cookies) });
  await again.resume();
  await vi.waitFor(() => expect(again.store.get().connection).toBe('live'), 10_000);
  expect([...again.store.get().conversations.keys()]).toEqual([direct]);
  await Promise.all([again.signOut(), bob.signOut()]);
});

it('an upload that is cancelled ends so', async () => {
  const ada = new Parley({ url: server.url, ...nodeTransport() });
  const name = `eve-${Date.now()}`;
  await signUp(ada, name);
  const cancel = new AbortController();
  cancel.abort();
  const upload = ada.api.files.upload(new Blob(['x']), 'x.txt', { signal: cancel.signal });
  await expect(upload).rejects.toMatchObject({ name: 'AbortError' });
  await ada.signOut();
});
