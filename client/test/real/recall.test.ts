import { afterAll, beforeAll, expect, it } from 'vitest';
import { MemoryOutbox } from '../../src/outbox-storage.js';
import { MemorySnapshot } from '../../src/snapshot-storage.js';
import { eventually } from '../eventually.js';
import { company, expectEqual, leave, live, said, type Person } from './company.js';
import { FaultProxy } from './fault-proxy.js';
import { nodeClient } from './node-client.js';
import { Server } from './server.js';

let server: Server;

beforeAll(async () => void (server = await Server.started()));
afterAll(() => server.stop());

it('a start without the server shows what was seen, and then what has become of it', async () => {
  const [before, after] = [
    await FaultProxy.before(server.port),
    await FaultProxy.before(server.port),
  ];
  const people = await company(server.url, server.url, ['ada', 'bob']);
  const [ada, bob] = people as [Person, Person];
  const direct = await bob.client.openDirect(ada.id);
  const group = await bob.client.createGroup('Both', [ada.id]);
  for (const text of ['edited', 'deleted', 'as it was']) bob.client.send(direct, text);
  bob.client.send(group, 'in the group');
  await expectEqual(people);

  const [cookies, snapshot, outbox] = [
    new Map<string, string>(),
    new MemorySnapshot(),
    new MemoryOutbox(),
  ];
  const seen = nodeClient(before.url, { cookies, snapshot, outbox });
  await seen.signIn(`${ada.name}@example.org`, 'correct horse battery');
  await live(seen);
  await eventually(async () => {
    const kept = (await snapshot.load())?.conversations.map(
      ({ timeline }) => timeline?.entries.length,
    );
    expect(kept).toEqual(expect.arrayContaining([1, 3]));
  });
  before.refuse(true);
  before.cut();

  const [first, second] = bob.client.store.get().timelines.get(direct)!.entries;
  await bob.client.edit(first!.id, 'has been edited');
  await bob.client.remove(second!.id);
  bob.client.send(direct, 'came meanwhile');
  await bob.client.api.groups.removeMember(group, ada.id);

  after.refuse(true);
  const client = nodeClient(after.url, { cookies, snapshot, outbox });
  const again: Person = { ...ada, client };
  expect(await client.recall()).toMatchObject({ id: ada.id });
  expect(await said({ ...bob, client }, direct)).toEqual(['edited', 'deleted', 'as it was']);
  expect([...client.store.get().conversations.keys()].sort()).toEqual([direct, group].sort());
  client.send(direct, 'typed without a network');

  after.refuse(false);
  await live(client);
  await expectEqual([again]);
  expect([...client.store.get().conversations.keys()]).toEqual([direct]);
  expect(client.store.get().timelines.has(group)).toBe(false);
  expect(await said({ ...bob, client }, direct)).toEqual([
    'has been edited',
    null,
    'as it was',
    'came meanwhile',
  ]);
  expect(await said(again, direct)).toEqual(['typed without a network']);
  before.refuse(false);
  await live(seen);
  await leave([...people, { ...ada, client: seen }]);
  for (const proxy of [before, after]) await proxy.close();
});
