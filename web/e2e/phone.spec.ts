import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { lines } from './lines';
import type { Person } from './person';

const PHONE = { width: 320, height: 640 };
/** What the keyboard leaves. */
const LEFT = { top: 20, bottom: 320 };

test('above the keyboard of a phone the last message and the composer are seen', async ({
  pair: { ada },
}) => {
  const { page } = ada;
  await page.setViewportSize(PHONE);
  await ada.post(ada.conversationId(), lines('line', 40));
  await expectLastSeen(ada, 0, PHONE.height);

  // As phones do that make the page smaller.
  await page.setViewportSize({ ...PHONE, height: LEFT.bottom });
  await expectLastSeen(ada, 0, LEFT.bottom);
  await page.setViewportSize(PHONE);
  await expectLastSeen(ada, 0, PHONE.height);

  await layKeyboardOver(page, LEFT.top, LEFT.bottom);
  await expectLastSeen(ada, LEFT.top, LEFT.bottom);
  await page.getByRole('button', { name: 'Emojis' }).click();
  await expectBetween(page, LEFT.top, LEFT.bottom);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Details' }).click();
  await expectBetween(page, LEFT.top, LEFT.bottom);
  await page.keyboard.press('Escape');

  await layKeyboardOver(page, 0, PHONE.height);
  await expectLastSeen(ada, 0, PHONE.height);
});

/** As Safari on iOS does, which no other browser can be made to do: the rest of the page is not seen. */
async function layKeyboardOver(page: Page, top: number, bottom: number): Promise<void> {
  await page.evaluate(
    ([top, height]) => {
      const seen = visualViewport!;
      Object.defineProperty(seen, 'offsetTop', { value: top, configurable: true });
      Object.defineProperty(seen, 'height', { value: height, configurable: true });
      seen.dispatchEvent(new Event('resize'));
    },
    [top, bottom - top] as const,
  );
}

async function expectLastSeen(person: Person, top: number, bottom: number): Promise<void> {
  const head = person.page.getByRole('heading', { level: 2 });
  const last = person.message('line 40.');
  await expect(async () => {
    const boxes = [head, last, person.composer].map((part) => part.boundingBox({ timeout: 1_000 }));
    const [above, message, field] = await Promise.all(boxes);
    expect(above!.y).toBeGreaterThanOrEqual(top);
    expect(message!.y + message!.height).toBeLessThanOrEqual(field!.y);
    expect(field!.y + field!.height).toBeLessThanOrEqual(bottom);
    expect(field!.y + field!.height, 'right above the keyboard').toBeGreaterThan(bottom - 40);
  }).toPass();
}

async function expectBetween(page: Page, top: number, bottom: number): Promise<void> {
  await expect(async () => {
    const { y, height } = (await page.getByRole('dialog').boundingBox({ timeout: 1_000 }))!;
    expect(y).toBeGreaterThanOrEqual(top);
    expect(y + height).toBeLessThanOrEqual(bottom);
  }).toPass();
}
