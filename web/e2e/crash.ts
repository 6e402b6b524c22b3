import type { Page } from '@playwright/test';

/** The page's process ends; the protocol does not answer to what ended it. */
export async function crash(page: Page): Promise<void> {
  const protocol = await page.context().newCDPSession(page);
  const crashed = page.waitForEvent('crash');
  void protocol.send('Page.crash').catch(() => undefined);
  await crashed;
}
