import type { Page } from '@playwright/test';
import { crash } from './crash';
import { FaultProxy } from './fault-proxy';
import { expect, test } from './fixtures';
import type { Person } from './person';
import type { Server } from './server';

type Meet = (name: string, how?: 'exactly' | 'by form', url?: string) => Promise<Person>;

const typed = Array.from({ length: 50 }, (_, i) => `typed ${i + 1}.`);

test('fifty messages typed over a slow network come once, in order', async ({ meet, server }) => {
  const { ada, bob, proxy } = await introduced(meet, server);
  proxy.delay(500);
  proxy.cut();
  for (const text of typed) await ada.say(text);
  await expect(ada.message('typed 50.')).toBeVisible();
  await expectAll(ada, bob);
  await ada.page.close();
  await proxy.close();
});

test('fifty unsent ones survive a reload', async ({ meet, server }) => {
  await expectToSurvive(meet, server, (page) => page.goto('about:blank'));
});

test('and a crash of the page', async ({ meet, server }) => {
  await expectToSurvive(meet, server, crash);
});

test('where the browser keeps nothing, the page is said to be needed', async ({ meet, server }) => {
  const { ada, proxy } = await introduced(meet, server);
  const { page, context } = ada;
  // As browsers refuse it to pages that may not keep anything.
  await context.addInitScript(() => {
    indexedDB.open = () => {
      throw new DOMException('Not here', 'SecurityError');
    };
  });
  await page.reload();
  await expect(ada.message('before')).toBeVisible();
  proxy.refuse(true);
  proxy.cut();
  await ada.say('kept nowhere');
  const warning = page.getByText('Leave this page open until it is sent.');
  await expect(warning).toBeVisible();
  await expect(page.getByText('No connection. Reconnecting')).toBeVisible();
  await expect(page.getByText('What you write is kept')).toBeHidden();
  proxy.refuse(false);
  await expect(ada.message('kept nowhere').getByRole('img', { name: 'Delivered' })).toBeVisible();
  await expect(warning).toBeHidden();
  await page.close();
  await proxy.close();
});

/** Types without a network, the page goes, and another one sends what it has left. */
async function expectToSurvive(
  meet: Meet,
  server: Server,
  goes: (page: Page) => Promise<unknown>,
): Promise<void> {
  const { ada, bob, proxy } = await introduced(meet, server);
  const address = ada.page.url();
  proxy.refuse(true);
  proxy.cut();
  for (const text of typed) await ada.say(text);
  await expect(ada.message('typed 50.').getByRole('img', { name: 'Sending' })).toBeVisible();
  await goes(ada.page);
  proxy.refuse(false);
  const again = await ada.tab();
  await again.page.goto(address);
  await expectAll(again, bob);
  await again.page.close();
  await proxy.close();
}

/** Ada, whose network can be troubled, and Bob have begun to talk. */
async function introduced(meet: Meet, server: Server) {
  const proxy = await FaultProxy.before(server.port);
  const bob = await meet('bob');
  const ada = await meet('ada', undefined, proxy.url);
  await ada.find(bob.name);
  await ada.say('before');
  await expect(ada.message('before').getByRole('img', { name: 'Delivered' })).toBeVisible();
  ada.expectServerAway();
  return { ada, bob, proxy };
}

/** Everything has come, is shown as such, and stands once and in order in the log. */
async function expectAll(ada: Person, bob: Person): Promise<void> {
  const last = ada.message('typed 50.').getByRole('img', { name: 'Delivered' });
  await expect(last).toBeVisible({ timeout: 90_000 });
  await expect(ada.page.getByRole('img', { name: 'Sending' })).toHaveCount(0);
  const log = await bob.rest<{ text: string }[]>(
    'GET',
    `/messages/conversation/${ada.conversationId()}?limit=100`,
  );
  expect(log.map(({ text }) => text).reverse()).toEqual(['before', ...typed]);
}
