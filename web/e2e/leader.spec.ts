import type { Page } from '@playwright/test';
import { Account } from './account';
import { crash } from './crash';
import { FaultProxy } from './fault-proxy';
import { expect, test } from './fixtures';
import type { Person } from './person';
import { ADMIN, type Server } from './server';

type Meet = (name: string, how?: 'exactly' | 'by form', url?: string) => Promise<Person>;

test('three tabs share one connection', async ({ meet, server }) => {
  const admin = await Account.in(server.url, ADMIN.email, ADMIN.password);
  const ada = await meet('ada');
  const tabs = [ada, await ada.tab(), await ada.tab()];
  for (const tab of tabs.slice(1)) await tab.page.goto('/');
  for (const tab of tabs) await expect(tab.search).toBeVisible();
  const bob = await meet('bob');
  await bob.find(ada.name);
  await bob.say('to all of them');
  for (const tab of tabs) await expect(tab.badge(bob.name)).toContainText('1');
  await expect.poll(() => connections(admin)).toBe(2);
  await ada.page.close();
  await bob.say('to those that are left');
  for (const tab of tabs.slice(1)) await expect(tab.badge(bob.name)).toContainText('2');
  await expect.poll(() => connections(admin)).toBe(2);
  await admin.leave();
});

test('what a leader that is closed has not sent, another sends', async ({ meet, server }) => {
  await expectTakeOver(meet, server, (leader) => leader.close());
});

test('and what one has not sent whose renderer is killed', async ({ meet, server }) => {
  await expectTakeOver(meet, server, crash);
});

/** Three tabs type without a network, the leader goes, and all of it comes once, in order. */
async function expectTakeOver(
  meet: Meet,
  server: Server,
  goes: (leader: Page) => Promise<unknown>,
): Promise<void> {
  const proxy = await FaultProxy.before(server.port);
  const bob = await meet('bob');
  const ada = await meet('ada', undefined, proxy.url);
  await ada.find(bob.name);
  await ada.say('before');
  await expect(ada.message('before').getByRole('img', { name: 'Delivered' })).toBeVisible();
  const address = ada.page.url();
  const [second, third] = [await ada.tab(), await ada.tab()];
  for (const tab of [second, third]) {
    await tab.page.goto(address);
    await expect(tab.message('before')).toBeVisible();
  }
  const tabs = [ada, second, third];
  for (const tab of tabs) tab.expectServerAway();
  proxy.refuse(true);
  proxy.cut();
  await expect(third.page.getByText('No connection. Reconnecting')).toBeVisible();
  const typed = Array.from({ length: 12 }, (_, i) => `typed ${i + 1}.`);
  for (const [i, text] of typed.entries()) {
    await tabs[i % 3]!.say(text);
    for (const tab of tabs) await expect(tab.message(text)).toBeVisible();
  }
  await goes(ada.page);
  proxy.refuse(false);

  for (const tab of [second, third]) {
    await expect(tab.message('typed 12.').getByRole('img', { name: 'Delivered' })).toBeVisible();
    await expect(tab.page.getByRole('img', { name: 'Sending' })).toHaveCount(0);
    await expect(tab.messages).toContainText(['before', ...typed]);
  }
  const log = await bob.rest<{ text: string }[]>(
    'GET',
    `/messages/conversation/${second.conversationId()}?limit=100`,
  );
  expect(log.map(({ text }) => text).reverse()).toEqual(['before', ...typed]);
  for (const { page } of [second, third]) await page.close();
  await proxy.close();
}

async function connections(admin: Account): Promise<number> {
  return (await admin.send<{ connections: number }>('GET', '/ws/stats')).connections;
}
