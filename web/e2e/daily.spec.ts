import type { Locator } from '@playwright/test';
import { expect, test } from './fixtures';
import { lines } from './lines';
import type { Person } from './person';
import { hills } from './picture';

test('a name shows who it is, and leads to a word and to friendship', async ({ meet }) => {
  const ada = await meet('ada');
  const bob = await meet('bob');
  await ada.createGroup('Book club', [bob.name]);
  await ada.say('Welcome');
  await bob.row('Book club').click();
  await bob.page
    .getByRole('button', { name: `About ${ada.name}` })
    .last()
    .click();
  const card = bob.page.getByRole('dialog', { name: `About ${ada.name}` });
  await expect(card).toContainText('Online');
  await card.getByRole('button', { name: 'Add friend' }).click();
  await expect(card.getByRole('button', { name: 'Add friend' })).toHaveCount(0);
  await card.getByRole('button', { name: 'Message' }).click();
  await expect(bob.page.getByRole('heading', { name: ada.name, exact: true })).toBeVisible();
});

test('a conversation is muted, kept on top and archived from its row', async ({
  pair: { ada, bob },
}) => {
  await ada.say('one');
  await expect(bob.page).toHaveTitle('(1) Parley');
  const pick = async (item: string) => {
    await bob.row(ada.name).click({ button: 'right' });
    await bob.page.getByRole('menuitem', { name: item }).click();
  };
  await pick('Mute');
  await expect(bob.row(ada.name).getByRole('img', { name: 'Muted' })).toBeVisible();
  // Counted in the list, and nowhere else.
  await expect(bob.page).toHaveTitle('Parley');
  await expect(bob.badge(ada.name)).toContainText('1');
  await pick('Keep on top');
  await expect(bob.row(ada.name).getByRole('img', { name: 'Kept on top' })).toBeVisible();
  await pick('Archive');
  await expect(bob.page.getByText('Archived (1)')).toBeVisible();
});

test('the switcher finds people one has not talked to', async ({ meet }) => {
  const ada = await meet('ada');
  const bob = await meet('bob');
  await ada.page.keyboard.press('Control+k');
  await ada.page.getByRole('combobox').fill(bob.name);
  await expect(ada.page.getByRole('option')).toContainText([bob.name]);
  await ada.page.keyboard.press('Enter');
  await expect(ada.page.getByRole('heading', { name: bob.name, exact: true })).toBeVisible();
});

test('pictures are looked through by keys, and the focus comes back', async ({ pair: { ada } }) => {
  for (const name of ['one.png', 'two.png']) {
    const buffer = hills(60, 40);
    await ada.page
      .locator('input[type=file]')
      .setInputFiles({ name, mimeType: 'image/png', buffer });
    await ada.say(name);
    await expect(ada.message(name).getByRole('img', { name })).toBeVisible();
  }
  const second = ada.page.getByRole('button', { name: 'Open two.png' });
  await second.click();
  await expect(ada.page.getByRole('dialog', { name: 'two.png' })).toBeVisible();
  await expect(ada.page.getByRole('button', { name: 'Next picture' })).toBeHidden();
  await ada.page.keyboard.press('ArrowLeft');
  await expect(ada.page.getByRole('dialog', { name: 'one.png' })).toBeVisible();
  await ada.page.keyboard.press('Escape');
  await expect(ada.page.getByRole('dialog')).toHaveCount(0);
  await expect(second).toBeFocused();
});

test('on a phone both ways back lead to the list', async ({ pair: { ada, bob } }) => {
  await ada.page.setViewportSize({ width: 390, height: 844 });
  await ada.page.goto('/');
  await ada.row(bob.name).click();
  await ada.page.getByRole('button', { name: 'Back to conversations' }).click();
  await expect(ada.row(bob.name)).toBeVisible();
  await ada.row(bob.name).click();
  await expect(ada.composer).toBeVisible();
  await ada.page.goBack();
  await expect(ada.row(bob.name)).toBeVisible();
  await expect(ada.page).toHaveURL('/');
});

test('no field of a phone is small enough to be zoomed into', async ({ meet }) => {
  const ada = await meet('ada');
  const { page, context } = ada;
  await page.setViewportSize({ width: 390, height: 844 });
  const devtools = await context.newCDPSession(page);
  await devtools.send('Emulation.setTouchEmulationEnabled', { enabled: true });
  await expect.poll(() => page.evaluate(() => matchMedia('(pointer: coarse)').matches)).toBe(true);
  const fields = page.locator('input:visible, textarea:visible, select:visible');
  const awaited: readonly (readonly [path: string, field: Locator])[] = [
    ['/', ada.search],
    ['/settings', page.getByLabel('Username')],
    ['/people', page.getByLabel('Find somebody to add')],
    [`/c/${await withSomebody(ada)}`, ada.composer],
  ];
  const sizes = () =>
    fields.evaluateAll((all) => all.map((field) => parseFloat(getComputedStyle(field).fontSize)));
  for (const [path, field] of awaited) {
    await page.goto(path);
    await expect(field).toBeVisible();
    for (const size of await sizes()) expect(size, path).toBeGreaterThanOrEqual(16);
  }
});

/** A conversation of one's own. */
async function withSomebody(ada: Person): Promise<string> {
  const made = { name: 'Alone', type: 'group', userIds: [] };
  return (await ada.rest<{ id: string }>('POST', '/conversations', made)).id;
}

test('an emoji is found by its kind, and again among those used lately', async ({
  pair: { ada },
}) => {
  const { page } = ada;
  await page.getByRole('button', { name: 'Emojis' }).click();
  await page.getByRole('button', { name: 'Flags' }).click();
  await page.getByRole('button', { name: 'zimbabwe', exact: true }).click();
  await expect(ada.composer).toHaveValue('🇿🇼');
  await page.getByRole('button', { name: 'Emojis' }).click();
  await expect(page.getByRole('button', { name: 'Used lately' })).toBeVisible();
  await expect(page.locator('[data-emoji]')).toHaveCount(1);
});

test('a search goes on to what was said earlier', async ({ pair: { ada } }) => {
  await ada.post(ada.conversationId(), lines('ferry number', 25));
  await ada.expectFound('ferry', 25);
  await ada.search.fill('ferry');
  const hits = ada.page.getByRole('region', { name: 'Messages', exact: true }).locator('mark');
  await expect(hits).toHaveCount(20);
  await ada.page.getByRole('button', { name: 'Show more' }).click();
  await expect(hits).toHaveCount(25);
  await expect(ada.page.getByRole('button', { name: 'Show more' })).toHaveCount(0);
});
