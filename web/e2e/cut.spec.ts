import type { FaultProxy } from './fault-proxy';
import { expect, test, type Pair } from './fixtures';
import { lines } from './lines';
import { PASSWORD, type Person } from './person';

const COUNT = 50;

test('fifty messages typed without a network come, once and in order', async ({
  troubled,
  network,
}) => {
  await expectCutToLoseNothing(troubled, network, 0);
});

test('also when it is away for half a minute @long', async ({ troubled, network }) => {
  await expectCutToLoseNothing(troubled, network, 30_000);
});

test('also through one that is slow @long', async ({ troubled: { ada, bob }, network }) => {
  await bob.row(ada.name).click();
  network.delay(300);
  const typed = lines('typed', COUNT);
  for (const text of typed) await ada.say(text);
  await expect(bob.message('typed 50.')).toBeVisible({ timeout: 150_000 });
  await expect(ada.page.getByRole('img', { name: 'Sending' })).toHaveCount(0);
  for (const person of [ada, bob]) await expectLog(person, ada, ['before', ...typed]);
});

/** Ada's network goes, she types on, and after at least that long it comes back. */
async function expectCutToLoseNothing(
  { ada, bob }: Pair,
  network: FaultProxy,
  atLeastMs: number,
): Promise<void> {
  await bob.row(ada.name).click();
  await expect(bob.message('before')).toBeVisible();

  network.refuse(true);
  network.cut();
  const back = Date.now() + atLeastMs;
  const typed = lines('typed', COUNT);
  for (const text of typed) await ada.say(text);
  await expect(ada.message('typed 50.').getByRole('img', { name: 'Sending' })).toBeVisible();
  await expect(ada.page.getByText('No connection. Reconnecting')).toBeVisible();
  await bob.say('meanwhile');
  await expect(bob.message('meanwhile').getByRole('img', { name: 'Sent' })).toBeVisible();
  await expect.poll(() => Date.now(), { timeout: atLeastMs + 5_000 }).toBeGreaterThanOrEqual(back);
  network.refuse(false);

  // Each waits for the answer to the one before.
  await expect(bob.message('typed 50.')).toBeVisible({ timeout: 90_000 });
  await expect(ada.page.getByText('No connection. Reconnecting')).toBeHidden();
  await expect(ada.message('typed 50.').getByRole('img', { name: 'Read' })).toBeVisible();
  await expect(ada.page.getByRole('img', { name: 'Sending' })).toHaveCount(0);
  // What was said to her meanwhile has come by itself, in its place before what she said.
  await ada.page.getByRole('log').hover();
  await ada.page.mouse.wheel(0, -100_000);
  await expect(ada.message('before')).toBeVisible();
  const first = ['before', 'meanwhile', 'typed 1.', 'typed 2.'];
  for (const [i, text] of first.entries()) await expect(ada.messages.nth(i)).toContainText(text);
  for (const person of [ada, bob]) await expectLog(person, ada, ['before', 'meanwhile', ...typed]);
}

/** All that was said where Ada is, as the server tells that person. */
async function expectLog(person: Person, ada: Person, texts: readonly string[]): Promise<void> {
  const path = `/messages/conversation/${ada.conversationId()}?limit=100`;
  const log = await person.rest<{ text: string }[]>('GET', path);
  expect(log.map(({ text }) => text).reverse()).toEqual(texts);
}

test('two devices of one person agree on what is read', async ({ pair: { ada, bob }, device }) => {
  const phone = await device(bob.name, PASSWORD);
  for (const text of ['one', 'two', 'three']) await ada.say(text);
  for (const place of [bob, phone]) {
    await expect(place.badge(ada.name)).toContainText('3');
    await expect(place.page).toHaveTitle('(3) Parley');
  }
  await phone.row(ada.name).click();
  for (const place of [bob, phone]) {
    await expect(place.badge(ada.name)).toHaveCount(0);
    await expect(place.page).toHaveTitle('Parley');
  }
  await phone.say('from the phone');
  await expect(bob.row(ada.name)).toContainText('You: from the phone');
  await expect(bob.badge(ada.name)).toHaveCount(0);
  await expect(ada.message('three').getByRole('img', { name: 'Read' })).toBeVisible();
});
