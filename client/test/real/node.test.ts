import { afterAll, beforeAll, expect, it } from 'vitest';
import { nodeTransport, Parley, type Cookies, type User } from '../../src/index.js';
import { eventually } from '../eventually.js';
import { FaultProxy } from './fault-proxy.js';
import { Server } from './server.js';

let server: Server;

function said(client: Parley, conversationId: string): readonly (string | null)[] {
  return (
    client.store
      .get()
      .timelines.get(conversationId)
      ?.entries.map(({ text }) => text) ?? []
  );
}

/** Two who talk, the first of them by this address. */
async function talking(url: string, cookies?: Cookies): Promise<[Parley, Parley, string]> {
  const ada = new Parley({ url, ...nodeTransport(cookies) });
  const bob = new Parley({ url: server.url, ...nodeTransport() });
  const { id } = await signUp(bob, `bob-${ids++}`);
  await signUp(ada, `ada-${ids++}`);
  return [ada, bob, await ada.openDirect(id)];
}

let ids = Date.now();

beforeAll(async () => void (server = await Server.started()));
afterAll(() => server.stop());

function signUp(client: Parley, name: string): Promise<User> {
  return client.signUp(name, `${name}@example.org`, 'correct horse battery');
}

it('a program without a browser signs up, sends, uploads, and comes back by its cookies', async () => {
  const cookies = new Map<string, string>();
  const [ada, bob, direct] = await talking(server.url, cookies);
  const file = new Blob(['from Node'], { type: 'text/plain' });
  const upload = await ada.api.files.upload(file, 'node.txt');
  ada.send(direct, { text: 'with a file', url: upload.url, fileName: 'node.txt' });
  await eventually(() => {
    const entries = bob.store.get().timelines.get(direct)?.entries ?? [];
    expect(entries.map(({ text, fileName }) => [text, fileName])).toEqual([
      ['with a file', 'node.txt'],
    ]);
  });

  const again = new Parley({ url: server.url, ...nodeTransport(cookies) });
  await again.resume();
  await eventually(() => expect(again.store.get().connection).toBe('live'));
  expect([...again.store.get().conversations.keys()]).toEqual([direct]);
  await Promise.all([again.signOut(), bob.signOut()]);
});

it('who closes is away, and comes back to the same session', async () => {
  const cookies = new Map<string, string>();
  const [ada, bob, direct] = await talking(server.url, cookies);
  const { id } = ada.store.get().me!;
  await eventually(() => expect(bob.store.get().presence.get(id)).toBe(true));

  ada.close();
  expect(ada.store.get()).toMatchObject({ me: null, conversations: new Map() });
  await eventually(() => expect(bob.store.get().presence.get(id)).toBe(false));
  bob.send(direct, 'meanwhile');
  await eventually(() => expect(said(bob, direct)).toEqual(['meanwhile']));

  await ada.resume();
  await eventually(() => expect(said(ada, direct)).toEqual(['meanwhile']));
  await Promise.all([ada.signOut(), bob.signOut()]);
});

it('an upload that is cancelled ends so', async () => {
  const ada = new Parley({ url: server.url, ...nodeTransport() });
  await signUp(ada, `eve-${ids++}`);
  const cancel = new AbortController();
  cancel.abort();
  const upload = ada.api.files.upload(new Blob(['x']), 'x.txt', { signal: cancel.signal });
  await expect(upload).rejects.toMatchObject({ name: 'AbortError' });
  await ada.signOut();
});

it('behind a proxy that knows no WebSockets it talks by polling', async () => {
  const proxy = await FaultProxy.before(server.port);
  proxy.refuseUpgrades();
  const [ada, bob, direct] = await talking(proxy.url);
  await eventually(() => expect(ada.store.get().connection).toBe('live'));
  ada.send(direct, 'there');
  await eventually(() => expect(said(bob, direct)).toEqual(['there']));
  bob.send(direct, 'and back');
  await eventually(() => expect(said(ada, direct)).toEqual(['there', 'and back']));
  await Promise.all([ada.signOut(), bob.signOut()]);
  await proxy.close();
});

it('a token that has expired is renewed, for requests and for the connection', async () => {
  const proxy = await FaultProxy.before(server.port);
  const cookies = new Map<string, string>();
  const [ada, bob, direct] = await talking(proxy.url, cookies);
  await eventually(() => expect(ada.store.get().connection).toBe('live'));

  cookies.delete('accessToken');
  await ada.loadMembers(direct);
  expect(cookies.has('accessToken')).toBe(true);

  cookies.delete('accessToken');
  proxy.cut();
  bob.send(direct, 'meanwhile');
  await eventually(() => expect(said(ada, direct)).toEqual(['meanwhile']));
  expect(cookies.has('accessToken')).toBe(true);
  await Promise.all([ada.signOut(), bob.signOut()]);
  await proxy.close();
});
