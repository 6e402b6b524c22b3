import type { Page } from '@playwright/test';

/**
 * Compressed bytes of all script that was fetched for what `page` shows. Only before the service
 * worker has it: that tells sizes unpacked.
 */
export function scriptBytes(page: Page): Promise<number> {
  return page.evaluate(() =>
    (performance.getEntriesByType('resource') as PerformanceResourceTiming[])
      .filter(({ name }) => name.endsWith('.js'))
      .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0),
  );
}
