import type { Page } from '@playwright/test';

/** What the browser keeps for the page's next start, as text. */
export function kept(page: Page): Promise<string> {
  return page.evaluate(
    () =>
      new Promise<string>((done) => {
        const opened = indexedDB.open('parley-snapshot');
        opened.onsuccess = () => {
          const stores = opened.result.transaction('conversations');
          const all = stores.objectStore('conversations').getAll();
          all.onsuccess = () => {
            opened.result.close();
            done(JSON.stringify(all.result));
          };
        };
      }),
  );
}

/** As where nobody was before. Beside the page itself, which would keep it again. */
export async function forget(page: Page): Promise<void> {
  await page.goto('/favicon.svg');
  await page.evaluate(
    () => new Promise((done) => (indexedDB.deleteDatabase('parley-snapshot').onsuccess = done)),
  );
}
