import { expect, test } from './fixtures';

const PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

test('a picture and a file are sent, seen and looked at', async ({ meet }) => {
  const ada = await meet('ada');
  const bob = await meet('bob');
  await ada.find(bob.name);
  await ada.page.locator('input[type=file]').setInputFiles([
    { name: 'dot.png', mimeType: 'image/png', buffer: Buffer.from(PIXEL, 'base64') },
    { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('a few notes') },
  ]);
  await expect(ada.page.getByRole('button', { name: 'Remove notes.txt' })).toBeVisible();
  await expect(ada.page.getByRole('progressbar')).toHaveCount(0);
  await ada.say('look at this');
  await bob.row(ada.name).click();
  await bob.message('look at this').getByRole('button', { name: 'Open dot.png' }).click();
  await expect(bob.page.getByRole('dialog', { name: 'dot.png' })).toBeVisible();
  await bob.page.keyboard.press('Escape');
  await expect(bob.page.getByRole('dialog')).toHaveCount(0);
  const file = bob.page.getByRole('link', { name: 'notes.txt', exact: true });
  const reply = await bob.context.request.get((await file.getAttribute('href'))!);
  expect(await reply.text()).toBe('a few notes');
});

test('what was said is found and shown in its place', async ({ meet }) => {
  const ada = await meet('ada');
  const bob = await meet('bob');
  await ada.find(bob.name);
  const id = ada.conversationId();
  await ada.post(id, ['the lighthouse keeper']);
  await ada.post(
    id,
    Array.from({ length: 60 }, (_, i) => `line ${i + 1}.`),
  );
  await bob.search.fill('lighthouse');
  const hit = bob.page.getByRole('region', { name: 'Messages' }).getByRole('button');
  await expect(hit.locator('mark')).toHaveText('lighthouse');
  await hit.click();
  await expect(bob.message('the lighthouse keeper')).toBeInViewport();

  await bob.page.goto('/');
  await expect(bob.row(ada.name)).toBeVisible();
  await bob.page.keyboard.press('Control+k');
  await bob.page.getByRole('combobox').fill(ada.name);
  await bob.page.keyboard.press('Enter');
  await expect(bob.page.getByRole('heading', { name: ada.name, exact: true })).toBeVisible();
});
