import { expect, test } from './fixtures';

test('two tabs of one person agree', async ({ pair: { ada, bob } }) => {
  const second = await ada.tab();
  await second.page.goto('/');
  await ada.say('from the first tab');
  await expect(second.row(bob.name)).toContainText('from the first tab');
  await second.row(bob.name).click();
  await second.say('from the second tab');
  for (const tab of [ada, second]) {
    await expect(tab.messages).toContainText(['from the first tab', 'from the second tab']);
    await expect(tab.messages).toHaveCount(2);
  }
  await ada.page.goto('/');
  await second.page.goto('/');
  await bob.row(ada.name).click();
  await bob.say('hello, both of you');
  for (const tab of [ada, second]) await expect(tab.badge(bob.name)).toContainText('1');
  await second.row(bob.name).click();
  for (const tab of [ada, second]) await expect(tab.badge(bob.name)).toHaveCount(0);
});

test('what is typed in one tab leaves the other where it is read', async ({ meet }) => {
  const ada = await meet('ada');
  const bob = await meet('bob');
  await ada.find(bob.name);
  const lines = Array.from({ length: 60 }, (_, i) => `line ${i + 1}.`);
  await ada.post(ada.conversationId(), lines);
  const second = await ada.tab();
  await second.page.goto(`/c/${ada.conversationId()}`);
  await expect(second.message('line 60.')).toBeInViewport();
  await second.looks(false);
  const log = second.page.getByRole('log');
  await log.hover();
  // Further than to the end of what is held, once the page above that has come.
  await expect(async () => {
    await second.page.mouse.wheel(0, -10_000);
    await expect(second.message('line 1.').first()).toBeInViewport({ timeout: 1_000 });
  }).toPass();
  await ada.say('typed in the first');
  await expect(second.row(bob.name)).toContainText('typed in the first');
  await expect(ada.message('typed in').getByRole('img', { name: 'Delivered' })).toBeVisible();
  await expect(second.message('line 1.').first()).toBeInViewport();
});

test('signing out in one tab ends the other', async ({ meet }) => {
  const ada = await meet('ada');
  const second = await ada.tab();
  await second.page.goto('/');
  await expect(second.search).toBeVisible();
  // It learns of the end by being refused.
  second.expectRefusals();
  await ada.page.getByRole('button', { name: 'Sign out' }).click();
  await expect(ada.page.getByRole('heading', { name: 'Sign in to Parley' })).toBeVisible();
  await expect(second.page.getByRole('heading', { name: 'Sign in to Parley' })).toBeVisible();
});

test('nothing typed goes out in the name of whoever signs in meanwhile', async ({
  meet,
  server,
  network,
}) => {
  const bob = await meet('bob');
  const eve = await meet('eve');
  const ada = await meet('ada', undefined, network.url);
  await ada.createGroup('Three of us', [bob.name, eve.name]);
  await expect(ada.page.getByRole('log')).toBeVisible();
  ada.expectServerAway();
  ada.expectRefusals();
  network.refuse(true);
  network.cut();
  await ada.say('from Ada');
  await expect(ada.message('from Ada').getByRole('img', { name: 'Sending' })).toBeVisible();

  // Another window of her browser, which has a network: Eve signs in there.
  const beside = `http://127.0.0.1:${server.port}`;
  await ada.becomes(eve, beside);
  network.refuse(false);

  await expect(ada.account(eve.name)).toBeVisible();
  network.refuse(true);
  network.cut();
  await ada.becomes(ada, beside);
  network.refuse(false);
  await expect(ada.account(ada.name)).toBeVisible();
  await expect(ada.message('from Ada').getByRole('img', { name: /Sent|Delivered/ })).toBeVisible();
  const log = await bob.rest<{ text: string; senderName: string }[]>(
    'GET',
    `/messages/conversation/${ada.conversationId()}?limit=100`,
  );
  expect(log.map(({ text, senderName }) => [senderName, text])).toEqual([[ada.name, 'from Ada']]);
  await ada.page.close();
});
