import { afterAll, beforeAll, expect, it } from 'vitest';
import { company, expectEqual, leave, said, type Person } from './company.js';
import { FaultProxy } from './fault-proxy.js';
import { Server } from './server.js';

const COUNT = 50;

let server: Server;
let proxy: FaultProxy;

beforeAll(async () => {
  server = await Server.started();
  proxy = await FaultProxy.before(server.port);
});

afterAll(async () => {
  await proxy.close();
  await server.stop();
});

const texts = Array.from({ length: COUNT }, (_, i) => `${i + 1}`);

/** Two who talk, and what both type while something happens to the server or to what lies between. */
async function expectInOrder(
  happens: () => Promise<void> | void,
  ends: () => Promise<void> | void,
): Promise<void> {
  const people = await company(server.url, proxy.url, ['ada', 'bob']);
  const [ada, bob] = people as [Person, Person];
  const id = await ada.client.openDirect(bob.id);
  await expectEqual(people);
  for (const text of texts.slice(0, 5)) for (const { client } of people) client.send(id, text);
  await happens();
  for (const text of texts.slice(5)) for (const { client } of people) client.send(id, text);
  await ends();
  await expectEqual(people);
  for (const person of people) expect(await said(person, id)).toEqual(texts);
  await leave(people);
}

it('a killed server gets fifty of each side once, in order', async () => {
  await expectInOrder(
    () => server.kill(),
    () => server.start(),
  );
});

it('so does one behind a slow network', async () => {
  await expectInOrder(
    () => {
      proxy.delay(700);
      proxy.cut();
    },
    () => proxy.delay(0),
  );
});

it('and one behind a network that swallows everything for a while', async () => {
  await expectInOrder(
    () => proxy.stall(),
    () => undefined,
  );
});
