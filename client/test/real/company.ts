import { expect, vi } from 'vitest';
import type { Parley } from '../../src/client.js';
import { eventually } from '../eventually.js';
import { nodeClient } from './node-client.js';
import { held, heldBeside, truth, truthBeside } from './truth.js';

const PASSWORD = 'correct horse battery';

/** Somebody at a client that may have troubles, with a quiet way to the server beside it. */
export interface Person {
  readonly name: string;
  readonly id: string;
  readonly client: Parley;
  /** Straight to the server, for REST alone. */
  readonly beside: Parley;
}

/** New people; their clients reach the server by `way`. */
export async function company(
  straight: string,
  way: string,
  names: readonly string[],
): Promise<Person[]> {
  const people: Person[] = [];
  for (const short of names) {
    const name = `${short}-${Math.random().toString(36).slice(2, 8)}`;
    const [client, beside] = [nodeClient(way), nodeClient(straight)];
    const email = `${name}@example.org`;
    const { id } = await client.signUp(name, email, PASSWORD);
    await beside.api.signIn(email, PASSWORD);
    people.push({ name, id, client, beside });
  }
  for (const { client } of people) await live(client);
  return people;
}

export function live({ store }: Parley): Promise<void> {
  return eventually(() => expect(store.get().connection).toBe('live'));
}

/** Nothing waits, and the store is what the server has: the list, the counts, every entry. */
export async function expectEqual(people: readonly Person[]): Promise<void> {
  for (const { client, beside } of people) {
    await atLast(async () => {
      expect(client.store.get().outbox).toEqual([]);
      for (const id of client.store.get().timelines.keys()) await client.loadDownTo(id, 1);
      expect(held(client)).toEqual(await truth(beside));
    });
  }
}

/** What stands beside the log of the conversation they all look at is what the server has, too. */
export async function expectEqualBeside(people: readonly Person[], id: string): Promise<void> {
  for (const { client, beside, id: meId } of people) {
    await atLast(async () =>
      expect(heldBeside(client, id)).toEqual(await truthBeside(beside, id, meId)),
    );
  }
}

/** However long it takes clients to find out what has become of their connections. */
function atLast(what: () => void | Promise<void>): Promise<void> {
  return vi.waitFor(what, { timeout: 240_000, interval: 500 });
}

/** What somebody said there, in the order of the log; null where it was deleted. */
export async function said({ client, name }: Person, id: string): Promise<(string | null)[]> {
  await client.loadDownTo(id, 1);
  const entries = client.store.get().timelines.get(id)?.entries ?? [];
  return entries
    .filter(({ kind, senderName }) => kind === 'message' && senderName === name)
    .map(({ text }) => text);
}

/** By connections that may be dead since somebody used them last. */
export async function leave(people: readonly Person[]): Promise<void> {
  for (const { client } of people) await atLast(() => client.signOut());
}
