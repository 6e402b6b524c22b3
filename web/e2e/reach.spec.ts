import { expect, test } from './fixtures';
import type { Person } from './person';

/** Ada, who said that to Bob, at the menu of her message by the keyboard. */
async function atMenu(ada: Person, bob: Person, text: string): Promise<void> {
  await ada.find(bob.name);
  await ada.say(text);
  await expect(ada.message(text).getByRole('img', { name: 'Delivered' })).toBeVisible();
  await ada.page.getByRole('log').focus();
  await ada.page.keyboard.press('ArrowUp');
  await ada.page.keyboard.press('Enter');
  await expect(ada.page.getByRole('menu')).toBeVisible();
}

test('what has the focus and what is on can be seen, also in the colours of the system', async ({
  meet,
}) => {
  const ada = await meet('ada');
  const { page } = ada;
  await atMenu(ada, await meet('bob'), 'one');
  await page.keyboard.press('End');
  const last = page.getByRole('menuitem', { name: 'Delete' });
  await expect(last).toBeFocused();
  await expect(last).toHaveCSS('outline-style', 'solid');
  await page.keyboard.press('Escape');

  await page.emulateMedia({ forcedColors: 'active' });
  await page.getByRole('button', { name: 'Details' }).click();
  const track = page.getByRole('switch', { name: 'Mute' }).locator('[aria-hidden]');
  const ground = await page
    .getByRole('dialog')
    .evaluate((e) => getComputedStyle(e).backgroundColor);
  await expect(track.locator('span')).not.toHaveCSS('background-color', ground);
  await expect(track).toHaveCSS('border-style', 'solid');
});
