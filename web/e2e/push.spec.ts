import { expect, test } from './fixtures';
import type { Person } from './person';
import { PageWorker } from './worker';

async function turnOn(person: Person): Promise<void> {
  await person.page.goto('/settings');
  const toggle = person.page.getByRole('switch', { name: 'Notify me of new messages' });
  const subscribed = person.page.waitForResponse(/push\/subscriptions/);
  await toggle.click();
  await expect(toggle).toBeChecked();
  expect((await subscribed).status()).toBe(201);
}

/** No page of Parley is open, and the session lives on. */
async function away({ page, context }: Person, origin: string): Promise<PageWorker> {
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  const worker = await PageWorker.of(context, page, origin);
  await page.goto('about:blank');
  return worker;
}

test('a browser without a page is pushed, shows it, and opens the conversation', async ({
  notified: { ada, bob },
  inbox,
  server,
}) => {
  await turnOn(bob);
  const worker = await away(bob, server.url);

  await ada.find(bob.name);
  await ada.say('are you there?');

  await expect.poll(() => inbox.came(bob.name)).toHaveLength(1);
  const push = inbox.came(bob.name)[0]!;
  const { messageId } = JSON.parse(push) as { messageId: string };
  await worker.deliver(push);
  await expect
    .poll(() => worker.shown())
    .toEqual([{ title: ada.name, body: 'are you there?', tag: messageId }]);
  expect(await worker.click(messageId)).toBe(`/c/${ada.conversationId()}`);
  expect(await worker.shown()).toEqual([]);
});

test('a page in view is told by nothing else, and a click brings it to the conversation', async ({
  notified: { ada, bob },
  inbox,
  server,
}) => {
  await turnOn(bob);
  const worker = await away(bob, server.url);
  await ada.find(bob.name);
  await ada.say('first');
  await expect.poll(() => inbox.came(bob.name)).toHaveLength(1);
  const first = inbox.came(bob.name)[0]!;
  await worker.deliver(first);
  await expect.poll(() => worker.shown()).toHaveLength(1);

  await bob.page.goto('/');
  await expect(bob.search).toBeVisible();
  await ada.say('second');
  await expect.poll(() => inbox.came(bob.name)).toHaveLength(2);
  await worker.deliver(inbox.came(bob.name)[1]!);

  const { messageId } = JSON.parse(first) as { messageId: string };
  expect(await worker.click(messageId)).toBeUndefined();
  await expect(bob.page).toHaveURL(`/c/${ada.conversationId()}`);
  // What is pushed next, without a page, is all that is shown: of the second nothing was, nor came late.
  await bob.page.goto('about:blank');
  await ada.say('third');
  await expect.poll(() => inbox.came(bob.name)).toHaveLength(3);
  await worker.deliver(inbox.came(bob.name)[2]!);
  await expect.poll(() => worker.shown()).toMatchObject([{ body: 'third' }]);
});

test('pushes end with the session and begin again with the next', async ({
  notified: { ada, bob },
  meet,
  inbox,
}) => {
  const cleo = await meet('cleo');
  await cleo.context.grantPermissions(['notifications']);
  await inbox.serve(cleo.context, cleo.name);
  for (const person of [bob, cleo]) await turnOn(person);
  await bob.page.getByRole('button', { name: 'Sign out' }).click();
  await expect(bob.page.getByRole('heading', { name: 'Sign in to Parley' })).toBeVisible();
  const subscribedTo = () => bob.page.evaluate(() => localStorage.getItem('test.subscribed'));
  await expect.poll(subscribedTo).toBeNull();
  await ada.createGroup('Night readers', [bob.name, cleo.name]);
  await ada.say('while out');
  await expect.poll(() => inbox.came(cleo.name)).toHaveLength(1);
  expect(inbox.came(bob.name)).toEqual([]);

  const subscribed = bob.page.waitForResponse(/push\/subscriptions/);
  await bob.page.getByLabel('Email').fill(bob.email);
  await bob.page.getByLabel('Password').fill('correct horse battery');
  await bob.page.getByRole('button', { name: 'Sign in' }).click();
  expect((await subscribed).status()).toBe(201);
  await ada.say('back');
  // Perhaps behind what was said while out, which is still unread.
  const texts = () =>
    inbox.came(bob.name).map((push) => (JSON.parse(push) as { text: string }).text);
  await expect.poll(texts).toContain('back');
});
