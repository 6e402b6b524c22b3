import { pending, type Entry, type Parley } from '@parley/client';
import { Account } from './account';
import { FaultProxy } from './fault-proxy';
import { expect, test } from './fixtures';
import { nodeClient } from './node-client';
import { PASSWORD } from './person';
import type { Server } from './server';

test('whatever happens between, both clients end with the log, once and in order', async ({
  server,
}) => {
  await expectFaultsToLoseNothing(server, 1, 40);
});

test('nor do many rounds of it with restarts @long', async ({ server }) => {
  test.setTimeout(900_000);
  for (let round = 1; round <= 10; round++) await expectFaultsToLoseNothing(server, round, 48);
});

/** Two people write while their network is taken apart; the server is killed in the middle. */
async function expectFaultsToLoseNothing(
  server: Server,
  seed: number,
  count: number,
): Promise<void> {
  const random = randomFrom(seed);
  const proxy = await FaultProxy.before(server.port);
  const names = ['ada', 'bob'].map((name) => `${name}-${seed}-${Date.now() % 100_000}`);
  const [one, other] = [
    await Account.at(server.url, names[0]!),
    await Account.at(server.url, names[1]!),
  ];
  const id = await one.direct(other);
  const clients: Parley[] = [];
  for (const name of names) {
    const client = nodeClient(proxy.url, new Map());
    await client.signIn(`${name}@example.org`, PASSWORD);
    clients.push(client);
  }
  for (const client of clients) await expect.poll(() => client.store.get().loaded).toBe(true);

  const faults = [
    () => proxy.cut(),
    () => proxy.halfOpen(),
    () => proxy.stall(),
    () => proxy.go(),
    () => proxy.delay(random(150)),
    () => clients.forEach((client) => client.hurry()),
  ];
  for (let i = 1; i <= count; i++) {
    clients.forEach((client, who) => client.send(id, `${names[who]} ${i}`));
    if (random(4) === 0) faults[random(faults.length)]!();
    if (i === count / 2) await server.kill();
    if (i === (count * 3) / 4) await server.start();
    await pause(random(60));
  }

  proxy.delay(0);
  proxy.cut();
  for (const client of clients) client.hurry();
  for (const client of clients) {
    await expect
      .poll(() => pending(client.store.get().outbox, id).length, { timeout: 60_000 })
      .toBe(0);
  }
  const log = await wholeLog(one, id);
  for (const name of names) {
    expect(log.map(({ text }) => text).filter((text) => text?.startsWith(name))).toEqual(
      Array.from({ length: count }, (_, i) => `${name} ${i + 1}`),
    );
  }
  for (const client of clients) {
    await client.loadDownTo(id, 1);
    await expect.poll(() => held(client, id), { timeout: 30_000 }).toEqual(log.map(essence));
    await client.signOut();
  }
  await proxy.close();
  for (const account of [one, other]) await account.leave();
}

async function wholeLog(account: Account, id: string): Promise<Entry[]> {
  const page = await account.send<Entry[]>(
    'GET',
    `/messages/conversation/${id}?limit=100&entries=all`,
  );
  return page.reverse();
}

function held(client: Parley, id: string): string[] {
  return (client.store.get().timelines.get(id)?.entries ?? []).map(essence);
}

function essence({ seq, rev, text }: Entry): string {
  return `${seq}/${rev} ${text}`;
}

function pause(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}

/** Below a bound; the same numbers for the same seed. */
function randomFrom(seed: number): (bound: number) => number {
  let state = seed * 2_654_435_761;
  return (bound) => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0;
    return (state >>> 8) % bound;
  };
}
