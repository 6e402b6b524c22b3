import { expect, test } from './fixtures';
import type { Person } from './person';
import { hills } from './picture';

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

test('read from right to left, menus open to the left and arrows are turned', async ({ meet }) => {
  const ada = await meet('ada');
  const bob = await meet('bob');
  const { page } = ada;
  await page.evaluate(() => (document.documentElement.dir = 'rtl'));
  await atMenu(ada, bob, 'שלום');
  await expect(async () => {
    const menu = (await page.getByRole('menu').boundingBox())!;
    const message = (await ada.message('שלום').boundingBox())!;
    expect(menu.x + menu.width, 'beside the face').toBe(message.x + message.width - 68);
  }).toPass();
  const quick = (emoji: string) => page.getByRole('menuitem', { name: `React with ${emoji}` });
  await expect(quick('👍')).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await expect(quick('❤️')).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(quick('👍')).toBeFocused();
  await page.keyboard.press('Escape');

  const button = page.getByRole('button', { name: 'Emojis' });
  await button.click();
  const picker = page.getByRole('dialog', { name: 'Emojis' });
  const emojis = picker.locator('[data-emoji]');
  await expect(emojis.first()).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await expect(emojis.first()).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await expect(emojis.nth(1)).toBeFocused();
});

test('words run their own way in lists and quotes, from the side of the page', async ({ meet }) => {
  const ada = await meet('ada');
  const bob = await meet('bob');
  await ada.find(bob.name);
  await ada.say('שלום, world.');
  await bob.row(ada.name).click();
  await bob.menu('שלום', 'Pin');
  await bob.menu('שלום', 'Reply');
  await bob.say('hello');
  const quote = bob.message('hello').getByRole('button', { name: /^Answers/ });
  const pin = bob.page.getByRole('button', { name: 'Go to the pinned message' });
  for (const place of [quote, pin]) {
    const words = place.getByText('שלום, world.');
    await expect(words).toHaveAttribute('dir', 'auto');
    await expect(words).toHaveCSS('direction', 'rtl');
    await expect(words).toHaveCSS('text-align', 'left');
  }
});

test('from right to left lists keep their numbers, and what opens is whole', async ({
  pair: { ada },
}) => {
  const { page } = ada;
  await page.evaluate(() => (document.documentElement.dir = 'rtl'));
  await page.locator('input[type=file]').setInputFiles(
    ['first.png', 'second.png'].map((name) => ({
      name,
      mimeType: 'image/png',
      buffer: hills(96, 60),
    })),
  );
  await expect(page.getByRole('progressbar')).toHaveCount(0);
  await ada.say('1. one\n2. two');
  await expect(page.getByRole('img', { name: 'second.png' })).toBeVisible();
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 844 });
    const message = ada.message('two');
    await expect(async () => {
      const list = (await message.getByRole('list').boundingBox())!;
      const body = (await message.locator('[dir=auto]').boundingBox())!;
      expect(list.x + list.width, 'at the side of the page').toBe(body.x + body.width);
      expect(list.width, 'numbers beside their words').toBeLessThan(100);
    }).toPass();

    await message.hover();
    const tools = message.getByRole('button', { name: 'React' });
    await expect(tools).toBeInViewport({ ratio: 1 });
    await tools.click();
    await expect(page.getByRole('dialog', { name: 'Emojis' })).toBeInViewport({ ratio: 1 });
    await page.keyboard.press('Escape');

    await page.getByRole('button', { name: 'Open first.png' }).click();
    const next = page.getByRole('button', { name: 'Next picture' });
    const previous = page.getByRole('button', { name: 'Previous picture' });
    await next.click();
    await expect(page.getByRole('dialog', { name: 'second.png' })).toBeVisible();
    expect((await next.boundingBox())!.x).toBeLessThan((await previous.boundingBox())!.x);
    await page.screenshot({ path: `${import.meta.dirname}/shots/lightbox-${width}-rtl-light.png` });
    await previous.click();
    await expect(page.getByRole('dialog', { name: 'first.png' })).toBeVisible();
    await page.keyboard.press('Escape');
  }
});
