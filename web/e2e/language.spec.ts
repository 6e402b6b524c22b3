import { expect, test } from './fixtures';
import { overflow } from './looks';

test('the page speaks German when asked to, and reads from right to left too', async ({
  pair: { ada, bob },
}) => {
  await ada.say('Hello Bob');
  await expect(ada.message('Hello Bob').getByRole('img', { name: 'Delivered' })).toBeVisible();
  const { page } = ada;
  const talk = page.url();
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByText('Deutsch').click();
  await expect(page.getByRole('heading', { name: 'Einstellungen' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await page.goto(talk);
  await expect(page.getByRole('textbox', { name: `Nachricht an ${bob.name}` })).toBeVisible();
  await expect(ada.message('Hello Bob').getByRole('img', { name: 'Zugestellt' })).toBeVisible();

  await page.evaluate(() => (document.documentElement.dir = 'rtl'));
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 844 });
    await expect(ada.message('Hello Bob')).toBeInViewport();
    await expect(async () => {
      const log = (await page.getByRole('log').boundingBox())!;
      const face = (await ada.message('Hello Bob').locator('[aria-hidden]').first().boundingBox())!;
      const [right, edge] = [face.x + face.width, log.x + log.width];
      expect(right, 'faces stand at the right').toBeGreaterThan(edge - 60);
    }).toPass();
    await expect(ada.message('Hello Bob').locator('[dir=auto]')).toHaveCSS('text-align', 'right');
    await expect.poll(() => overflow(page), `sideways overflow at ${width}`).toBe(0);
    await page.screenshot({ path: `${import.meta.dirname}/shots/rtl-${width}-light.png` });
  }
});

test('emojis have German names, are found by them and come by them', async ({ pair: { ada } }) => {
  const { page } = ada;
  await page.evaluate(() => localStorage.setItem('parley.language', 'de'));
  await page.reload();
  const composer = page.getByRole('textbox', { name: /^Nachricht an / });
  await composer.pressSequentially(':rotes_h');
  await expect(page.getByRole('option').first()).toContainText(':rotes_herz:');
  await page.keyboard.press('Enter');
  await expect(composer).toHaveValue('❤️');
  await page.getByRole('button', { name: 'Emojis' }).click();
  await page.getByLabel('Emojis suchen').fill('Sonnenblume');
  await page.getByRole('button', { name: 'Sonnenblume', exact: true }).click();
  await expect(composer).toHaveValue('❤️🌻');
});
