import { expect, test } from './fixtures';
import type { Person } from './person';

const COUNT = 80;

test('of many conversations only those in view are in the DOM, and all can be reached', async ({
  meet,
}) => {
  const ada = await meet('ada');
  const { page } = ada;
  await createGroups(ada);
  const rows = page.getByRole('navigation').getByRole('listitem');
  await expect(rows.first()).toContainText(`group ${COUNT}.`);
  await expect(rows.first()).toHaveAttribute('aria-setsize', String(COUNT));
  expect(await rows.count()).toBeLessThan(40);

  await ada.search.press('ArrowDown');
  for (let i = 1; i < 40; i++) await page.keyboard.press('ArrowDown');
  await expect.poll(() => focused(ada)).toBe('40');
  await expect(ada.row(`group ${COUNT - 39}.`)).toBeInViewport({ ratio: 1 });
  const list = page.getByRole('navigation');
  await list.evaluate((nav) => nav.scrollTo(0, nav.scrollHeight));
  await expect(ada.row('group 1.').last()).toBeInViewport({ ratio: 1 });
  expect(await rows.count()).toBeLessThan(40);
  expect(await focused(ada)).toBe('40');
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => focused(ada)).toBe('41');
  await expect(ada.row(`group ${COUNT - 40}.`)).toBeInViewport({ ratio: 1 });
  await page.keyboard.press('Tab');
  await expect(page.locator('aside :focus')).toHaveCount(1);
  expect(await focused(ada), 'one stop for Tab').toBeUndefined();

  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox')).toBeFocused();
  await page.keyboard.type('group 7.');
  await expect(page.getByRole('option').first()).toContainText('group 7.');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'group 7.' })).toBeVisible();
  await expect(ada.row('group 7.')).toBeInViewport({ ratio: 1 });
  await list.evaluate((nav) => nav.scrollTo(0, 0));
  await page.reload();
  await expect(ada.row('group 7.')).toBeInViewport({ ratio: 1 });
  await ada.search.fill('group 8.');
  await expect(rows).toHaveCount(1);
  await ada.search.fill('group 1');
  await expect(rows).toHaveCount(6);
  await page.getByRole('button', { name: 'Show more' }).click();
  await expect(rows).toHaveCount(11);
  await ada.search.fill('group 9.');
  await expect(rows).toHaveCount(1);
  await ada.search.press('Enter');
  await expect(page.getByRole('heading', { name: 'group 9.' })).toBeVisible();
});

test('what is archived unfolds where one is in the list', async ({ meet }) => {
  const ada = await meet('ada');
  const [first] = await createGroups(ada);
  await ada.settings(first!, { archived: true });
  const list = ada.page.getByRole('navigation');
  const archived = list.getByText('Archived (1)');
  await expect(archived).toBeAttached();
  await list.evaluate((nav) => nav.scrollTo(0, nav.scrollHeight));
  await archived.click();
  await expect(ada.row('group 1.')).toBeAttached();
  await expect(archived).toBeInViewport();
});

/** Empty ones; their ids. */
async function createGroups(person: Person): Promise<string[]> {
  const ids: string[] = [];
  for (let i = 1; i <= COUNT; i++) {
    const group = { name: `group ${i}.`, type: 'group', userIds: [] };
    ids.push((await person.rest<{ id: string }>('POST', '/conversations', group)).id);
  }
  return ids;
}

/** The place in the list of the conversation that has the focus. */
function focused({ page }: Person): Promise<string | null | undefined> {
  return page.evaluate(() => document.activeElement?.closest('li')?.getAttribute('aria-posinset'));
}
