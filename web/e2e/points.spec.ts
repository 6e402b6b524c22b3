import { expect, test } from './fixtures';
import { lines } from './lines';
import { overflow } from './looks';

/** As many rows as a tall window and what is kept at hand beside it hold. */
const MOST_ROWS = 90;

test('who reads further up is told how many came, and nothing moves; the DOM stays small', async ({
  pair: { ada, bob },
}) => {
  const id = ada.conversationId();
  await ada.post(id, lines('before', 120));
  await bob.readAll(ada, 120);
  await bob.row(ada.name).click();
  await expect(bob.message('before 120.')).toBeInViewport();
  const log = bob.page.getByRole('log');
  const latest = bob.page.getByRole('button', { name: 'Jump to the latest message' });
  // Where one is put on opening may be put right once more.
  await expect(async () => {
    await log.evaluate((element) => {
      element.scrollTo(0, element.scrollHeight - element.clientHeight - 1_200);
    });
    await expect(latest).toBeVisible({ timeout: 1_000 });
  }).toPass();
  const read = bob.message('before 65.');
  await expect(read).toBeInViewport();
  const place = async () => {
    await (await read.elementHandle()).waitForElementState('stable');
    return (await read.boundingBox())!.y;
  };
  const before = await place();

  await ada.post(id, lines('after', 3));
  await expect(bob.page.getByRole('button', { name: '3 new messages' })).toBeVisible();
  expect(await place()).toBeCloseTo(before, 0);
  expect(await bob.messages.count()).toBeLessThan(MOST_ROWS);
  await bob.page.getByRole('button', { name: '3 new messages' }).click();
  await expect(bob.message('after 3.')).toBeInViewport();
});

test('a message that is refused says so, and can be tried again or discarded', async ({
  pair: { ada, bob },
}) => {
  await ada.say('one');
  await expect(ada.message('one').getByRole('img', { name: /Sent|Delivered/ })).toBeVisible();
  await bob.rest('POST', `/users/block/${await ada.id()}`);
  await ada.say('two');
  const failed = ada.message('two');
  await expect(failed).toContainText('Not sent');
  await bob.rest('DELETE', `/users/block/${await ada.id()}`);
  await failed.getByRole('button', { name: 'Try again' }).click();
  await expect(failed.getByRole('img', { name: /Sent|Delivered/ })).toBeVisible();
  await bob.rest('POST', `/users/block/${await ada.id()}`);
  await ada.say('three');
  await ada.message('three').getByRole('button', { name: 'Discard' }).click();
  await expect(ada.message('three')).toHaveCount(0);
});

test('typing is seen and ends by itself; times are exact; what comes is said', async ({
  pair: { ada, bob },
}) => {
  await ada.say('one');
  await expect(bob.row(ada.name)).toContainText('one');
  await bob.row(ada.name).click();
  const time = bob.message('one').locator('time').first();
  await expect(time).toHaveAttribute('title', /\d{1,2} \w+ \d{4}.* \d{2}:\d{2}:\d{2}/);
  const typing = bob.page.getByText(`${ada.name} is typing…`);
  // Told to those who look, and again while it goes on.
  await expect(async () => {
    await ada.composer.pressSequentially('tw');
    await expect(typing).toBeVisible({ timeout: 3_000 });
  }).toPass();
  await ada.page.close();
  await expect(typing).toBeHidden();
  await ada.context.request.post('/api/v1/messages', {
    data: { conversationId: bob.conversationId(), text: 'two' },
    headers: { Origin: new URL(bob.page.url()).origin },
  });
  await expect(bob.page.locator('[aria-live=polite]')).toHaveText(`${ada.name}: two`);
});

test('Esc leaves what is open, and the focus is where it was', async ({ pair: { ada } }) => {
  const { page } = ada;
  await ada.composer.focus();
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(ada.composer).toBeFocused();
  const details = page.getByRole('button', { name: 'Details' });
  await details.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Details' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(details).toBeFocused();
});

test('the page reads from the right, and moves little for whoever wants it so', async ({
  meet,
}) => {
  const ada = await meet('ada');
  const { page } = ada;
  await page.goto('/settings');
  await page.getByText('Right to left').click();
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  const list = page.getByRole('complementary', { name: 'Conversations' });
  await expect.poll(async () => (await list.boundingBox())!.x).toBeGreaterThan(500);
  await page.reload();
  await expect(page.getByRole('region', { name: 'Profile' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await expect.poll(() => overflow(page)).toBe(0);

  await page.emulateMedia({ reducedMotion: 'reduce' });
  const duration = await page
    .getByRole('switch')
    .first()
    .locator('span')
    .nth(1)
    .evaluate((element) => getComputedStyle(element).transitionDuration);
  expect(Number.parseFloat(duration)).toBeLessThanOrEqual(0.001);
});
