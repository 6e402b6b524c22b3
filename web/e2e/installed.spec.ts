import { expect, test } from './fixtures';
import { lines } from './lines';
import { kept } from './snapshot';

test('the page can be installed', async ({ meet }) => {
  const ada = await meet('ada');
  const { page, context } = ada;
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  const devtools = await context.newCDPSession(page);
  const { errors } = await devtools.send('Page.getAppManifest');
  expect(errors).toEqual([]);
  const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors');
  // Windows of tests are private ones, which install nothing; all else must be right.
  const wrong = installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito');
  expect(wrong).toEqual([]);
});

test('it opens without a network, with what was seen last, and takes what is typed', async ({
  meet,
}) => {
  const ada = await meet('ada');
  const bob = await meet('bob');
  const { page, context } = ada;
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await ada.find(bob.name);
  await ada.say('mine');
  await expect(ada.message('mine').getByRole('img', { name: /Sent|Delivered/ })).toBeVisible();
  const id = ada.conversationId();
  await bob.post(id, ['to be edited', 'to be deleted', 'as it was']);
  await bob.read(id);
  const history = `/messages/conversation/${id}?limit=3`;
  const [, deleted, edited] = await bob.rest<{ id: string }[]>('GET', history);
  // From here on the page comes by way of the worker.
  await page.reload();
  await expect(ada.message('as it was')).toBeVisible();
  const isRead = ada.message('mine').getByRole('img', { name: 'Read' });
  await expect(isRead).toBeVisible();
  await expect.poll(() => kept(page)).toMatch(/as it was.*"read":\{/);

  ada.expectServerAway();
  await context.setOffline(true);
  await page.goto('/');
  await expect(ada.row(bob.name)).toContainText('as it was');
  await ada.row(bob.name).click();
  await expect(ada.messages).toContainText(['mine', 'to be edited', 'to be deleted', 'as it was']);
  await expect(isRead).toBeVisible();
  await ada.say('typed without a network');
  const typed = ada.message('typed without a network');
  await expect(typed.getByRole('img', { name: 'Sending' })).toBeVisible();
  await expect(page.getByText('No connection. Reconnecting')).toBeVisible();
  await bob.rest('PUT', `/messages/${edited!.id}`, { text: 'has been edited' });
  await bob.rest('DELETE', `/messages/${deleted!.id}`);
  await bob.post(id, ['came meanwhile']);

  await context.setOffline(false);
  await expect(typed.getByRole('img', { name: /Sent|Delivered/ })).toBeVisible();
  const now = [
    'mine',
    'has been edited',
    'deleted',
    'as it was',
    'came meanwhile',
    'typed without',
  ];
  await expect(ada.messages).toContainText(now);
  await expect(ada.messages).toHaveCount(now.length);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in to Parley' })).toBeVisible();
  expect(await kept(page)).toBe('[]');
});

test('the first visit is enough, and no network is waited for that swallows everything', async ({
  meet,
  network,
}) => {
  const bob = await meet('bob');
  const ada = await meet('ada', undefined, network.url);
  const { page, context } = ada;
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await ada.find(bob.name);
  await ada.say('mine');
  await expect.poll(() => kept(page)).toContain('mine');
  ada.expectServerAway();
  await context.setOffline(true);
  await page.goto('/');
  await expect(ada.row(bob.name)).toContainText('mine');
  await context.setOffline(false);
  await expect(page.getByText('No connection. Reconnecting')).toBeHidden();

  network.delay(60_000);
  network.cut();
  await page.goto('/', { timeout: 30_000 });
  await expect(ada.row(bob.name)).toContainText('mine');
  await context.close();
});

test('what came while the page was closed is below the divider of the next start', async ({
  pair: { ada, bob },
}) => {
  await ada.post(ada.conversationId(), lines('before', 30));
  await bob.readAll(ada, 30);
  await bob.row(ada.name).click();
  await expect(bob.message('before 30.')).toBeInViewport();
  await expect.poll(() => kept(bob.page)).toContain('"readSeq":30');
  await bob.page.goto('about:blank');
  await ada.post(ada.conversationId(), lines('meanwhile', 40));
  await bob.page.goBack();
  await expect(bob.page.getByTestId('unread-divider')).toBeInViewport();
  await expect(bob.message('meanwhile 1.')).toBeInViewport();
  await expect(bob.page.getByRole('button', { name: /new messages$/ })).toBeVisible();
});
