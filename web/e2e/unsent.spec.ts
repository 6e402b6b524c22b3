import type { Page } from '@playwright/test';
import { crash } from './crash';
import type { FaultProxy } from './fault-proxy';
import { expect, test, type Pair } from './fixtures';
import { lines } from './lines';
import type { Person } from './person';
import { keptUnsent } from './snapshot';

const typed = lines('typed', 50);

test('fifty messages typed over a slow network come once, in order @long', async ({
  troubled,
  network,
}) => {
  const { ada, bob } = troubled;
  network.delay(500);
  network.cut();
  for (const text of typed) await ada.say(text);
  await expect(ada.message('typed 50.')).toBeVisible();
  await expectAll(ada, bob);
});

test('fifty unsent ones survive a reload', async ({ troubled, network }) => {
  await expectToSurvive(troubled, network, (page) => page.goto('about:blank'));
});

test('and a crash of the page @long', async ({ troubled, network }) => {
  await expectToSurvive(troubled, network, crash);
});

test('where the browser keeps nothing, the page is said to be needed', async ({
  troubled,
  network,
}) => {
  const { ada } = troubled;
  const { page, context } = ada;
  // As browsers refuse it to pages that may not keep anything.
  await context.addInitScript(() => {
    indexedDB.open = () => {
      throw new DOMException('Not here', 'SecurityError');
    };
  });
  await page.reload();
  await expect(ada.message('before')).toBeVisible();
  network.refuse(true);
  network.cut();
  await ada.say('kept nowhere');
  const warning = page.getByText('Leave this page open until it is sent.');
  await expect(warning).toBeVisible();
  await expect(page.getByText('No connection. Reconnecting')).toBeVisible();
  await expect(page.getByText('What you write is kept')).toBeHidden();
  network.refuse(false);
  await expect(ada.message('kept nowhere').getByRole('img', { name: 'Delivered' })).toBeVisible();
  await expect(warning).toBeHidden();
});

/** Types without a network, the page goes, and another one sends what it has left. */
async function expectToSurvive(
  { ada, bob }: Pair,
  network: FaultProxy,
  goes: (page: Page) => Promise<unknown>,
): Promise<void> {
  const address = ada.page.url();
  network.refuse(true);
  network.cut();
  for (const text of typed) await ada.say(text);
  await expect(ada.message('typed 50.').getByRole('img', { name: 'Sending' })).toBeVisible();
  await expect.poll(() => keptUnsent(ada.page)).toContain('typed 50.');
  await goes(ada.page);
  network.refuse(false);
  const again = await ada.tab();
  await again.page.goto(address);
  await expectAll(again, bob);
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
