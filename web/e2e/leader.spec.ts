import type { Page } from '@playwright/test';
import { Account } from './account';
import { crash } from './crash';
import type { FaultProxy } from './fault-proxy';
import { expect, test, type Pair } from './fixtures';
import { lines } from './lines';
import { ADMIN } from './server';

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

test('what a leader that is closed has not sent, another sends @long', async ({
  troubled,
  network,
}) => {
  await expectTakeOver(troubled, network, (leader) => leader.close());
});

test('and what one has not sent whose renderer is killed', async ({ troubled, network }) => {
  await expectTakeOver(troubled, network, crash);
});

/** Three tabs type without a network, the leader goes, and all of it comes once, in order. */
async function expectTakeOver(
  { ada, bob }: Pair,
  network: FaultProxy,
  goes: (leader: Page) => Promise<unknown>,
): Promise<void> {
  const address = ada.page.url();
  const [second, third] = [await ada.tab(), await ada.tab()];
  for (const tab of [second, third]) {
    await tab.page.goto(address);
    await expect(tab.message('before')).toBeVisible();
  }
  const tabs = [ada, second, third];
  for (const tab of tabs) tab.expectServerAway();
  network.refuse(true);
  network.cut();
  await expect(third.page.getByText('No connection. Reconnecting')).toBeVisible();
  const typed = lines('typed', 12);
  for (const [i, text] of typed.entries()) {
    await tabs[i % 3]!.say(text);
    for (const tab of tabs) await expect(tab.message(text)).toBeVisible();
  }
  await goes(ada.page);
  network.refuse(false);

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
}

async function connections(admin: Account): Promise<number> {
  return (await admin.send<{ connections: number }>('GET', '/ws/stats')).connections;
}
