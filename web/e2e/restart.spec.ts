import { expect, test } from './fixtures';
import { lines } from './lines';
import type { Person } from './person';
import type { Server } from './server';
import { keptUnsent } from './snapshot';

test('a killed server loses, doubles and reorders nothing', async ({ meet, server }) => {
  const [ada, bob] = [await meet('ada'), await meet('bob')];
  await ada.find(bob.name);
  await ada.say('before');
  await bob.row(ada.name).click();
  await expect(bob.message('before')).toBeVisible();
  await expectKillToLoseNothing(server, ada, bob, 'once', ['before']);
});

test('nor does one that is killed again and again @long', async ({ meet, server }) => {
  test.setTimeout(1_200_000); // ten kills and starts, on a busy machine too
  const [ada, bob] = [await meet('ada'), await meet('bob')];
  await ada.find(bob.name);
  await ada.say('start');
  await bob.row(ada.name).click();
  const said = ['start'];
  for (let round = 1; round <= 10; round++) {
    said.push(...(await expectKillToLoseNothing(server, ada, bob, `round ${round}`, said)));
  }
});

/** As many as a person types while they wait for it. */
const COUNT = 50;
const SEEN = 9;

/** Kills the server while both write, and waits until both see everything once, in order. */
async function expectKillToLoseNothing(
  server: Server,
  ada: Person,
  bob: Person,
  name: string,
  before: readonly string[],
): Promise<string[]> {
  for (const person of [ada, bob]) person.expectServerAway();
  const own = lines(`${name}, line`, COUNT);
  // The kill falls among these: some are stored and answered, some stored only, some neither.
  for (const text of own.slice(0, 10)) await ada.say(text);
  await server.kill();
  for (const text of own.slice(10)) await ada.say(text);
  await expect(ada.message(own.at(-1)!)).toBeVisible();
  await expect(ada.page.getByText('No connection. Reconnecting')).toBeVisible();
  await expect(ada.messages.last()).toBeInViewport({ ratio: 1 });
  await server.start();
  const all = [...before, ...own];
  for (const person of [ada, bob]) {
    await expect(person.message(own.at(-1)!)).toHaveCount(1);
    await expect(person.page.getByText('No connection. Reconnecting')).toBeHidden();
    await expect.poll(() => seen(person)).toEqual(all.slice(-SEEN));
    await expect.poll(() => said(person)).toEqual(all.slice(-COUNT));
  }
  await expect(ada.page.getByRole('img', { name: 'Sending' })).toHaveCount(0);
  return own;
}

/** The last of the messages that person sees. */
async function seen(person: Person): Promise<string[]> {
  const bodies = await person.messages.locator('[dir=auto]').allInnerTexts();
  return bodies.slice(-SEEN);
}

/** The last that many in their order, as the server has them for that person. */
async function said(person: Person): Promise<string[]> {
  const path = `/messages/conversation/${person.conversationId()}?limit=${COUNT}`;
  const log = await person.rest<{ text: string }[]>('GET', path);
  return log.map(({ text }) => text).reverse();
}

test('what was typed without a server survives a closed tab', async ({ meet, server }) => {
  const [ada, bob] = [await meet('ada'), await meet('bob')];
  await ada.find(bob.name);
  await ada.say('before');
  await expect(ada.page.getByRole('img', { name: /Sent|Delivered/ })).toBeVisible();
  const address = ada.page.url();
  ada.expectServerAway();
  bob.expectServerAway();
  await server.kill();
  await ada.say('typed while it was away');
  await expect(ada.page.getByRole('img', { name: 'Sending' })).toBeVisible();
  await expect.poll(() => keptUnsent(ada.page)).toContain('typed while it was away');
  await ada.page.goto('about:blank');
  await server.start();
  await ada.page.goto(address);
  await expect(ada.messages).toContainText(['before', 'typed while it was away']);
  await bob.row(ada.name).click();
  await expect(bob.message('typed while it was away')).toHaveCount(1);
});
