import { expect, test } from './fixtures';

test('the page can be installed, and opens without a network', async ({ meet }) => {
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
  // From here on it passes the worker.
  await page.reload();
  await expect(ada.search).toBeVisible();
  ada.expectServerAway();
  await context.setOffline(true);
  await page.reload();
  await expect(page.getByText('Connecting to the server…')).toBeVisible();
  await context.setOffline(false);
  await expect(ada.search).toBeVisible();
});
