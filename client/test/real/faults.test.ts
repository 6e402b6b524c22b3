import { afterAll, beforeAll, expect, it } from 'vitest';
import { company, expectEqual, expectEqualBeside, leave, said, type Person } from './company.js';
import { FaultProxy } from './fault-proxy.js';
import { randomFrom, type Random } from './random.js';
import { Server } from './server.js';

let server: Server;

beforeAll(async () => void (server = await Server.started()));
afterAll(() => server.stop());

it('whatever happens between, the clients end with what the server has', async () => {
  await expectFaultsToLoseNothing(1, 40);
});

it.runIf(process.env.PARLEY_LONG)('so do they after many rounds of it', async () => {
  for (let round = 2; round <= 11; round++) await expectFaultsToLoseNothing(round, 60);
});

/**
 * Three people write in three conversations, edit, delete, react and read while their network is
 * taken apart; the server is killed in the middle. In the end the network is whole again and nobody
 * tells the clients: they find it themselves.
 */
async function expectFaultsToLoseNothing(seed: number, count: number): Promise<void> {
  const random = randomFrom(seed);
  const proxy = await FaultProxy.before(server.port);
  const people = await company(server.url, proxy.url, ['ada', 'bob', 'eve']);
  const [ada, bob, eve] = people as [Person, Person, Person];
  const ids = [
    await ada.client.openDirect(bob.id),
    await ada.client.createGroup('Three', [bob.id, eve.id]),
    await eve.client.createGroup('Two', [ada.id]),
  ];
  await expectEqual(people);
  const looked = ids[1]!;
  for (const { client } of people) client.view(looked);
  const faults = [
    () => proxy.cut(),
    () => proxy.halfOpen(),
    () => proxy.stall(),
    () => proxy.go(),
    () => proxy.delay(random(150)),
  ];
  const typed = new Map<string, number[]>();
  for (let i = 1; i <= count; i++) {
    for (const person of people) {
      const own = ids.filter((id) => person.client.store.get().conversations.has(id));
      const id = own[i % own.length]!;
      person.client.send(id, `${i}`);
      const key = `${person.name} ${id}`;
      typed.set(key, [...(typed.get(key) ?? []), i]);
      meddle(person, id, people[random(people.length)]!.name, random);
    }
    if (random(4) === 0) faults[random(faults.length)]!();
    if (i === count / 2) await server.kill();
    if (i === (count * 3) / 4) await server.start();
    await pause(random(60));
  }
  proxy.delay(0);
  await expectEqual(people);
  await expectEqualBeside(people, looked);
  for (const person of people) {
    for (const id of ids) {
      const texts = await said(person, id);
      expect(texts).toHaveLength(typed.get(`${person.name} ${id}`)?.length ?? 0);
      // Edited and deleted ones have lost what they said; the others keep their order.
      const left = texts.filter((text) => text && !text.startsWith('edited')).map(Number);
      expect(left).toEqual([...new Set(left)].sort((a, b) => a - b));
    }
  }
  await leave(people);
  await proxy.close();
}

/** Does something to what is there; with such a network it may well fail. */
function meddle(
  { client, id: me }: Person,
  conversationId: string,
  named: string,
  random: Random,
): void {
  const entries = client.store.get().timelines.get(conversationId)?.entries ?? [];
  const entry = entries[random(entries.length || 1)];
  if (!entry || entry.kind !== 'message' || entry.deletedAt) return;
  const own = entry.senderId === me;
  const acts = [
    () => client.markRead(conversationId, entry.seq),
    () => void client.react(entry.id, '👍', random(2) === 0).catch(none),
    () => own && void client.edit(entry.id, `edited @${named}`).catch(none),
    () => own && void client.remove(entry.id).catch(none),
    () => void client.pin(entry.id, random(2) === 0).catch(none),
    () => void client.api.groups.settings(conversationId, { muted: random(2) === 0 }).catch(none),
    () =>
      void client.api.groups.settings(conversationId, { archived: random(4) === 0 }).catch(none),
  ];
  acts[random(acts.length)]!();
}

function none(): void {}

function pause(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}
