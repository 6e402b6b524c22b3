import type { Page } from '@playwright/test';

/** What the browser keeps for the page's next start, as text. */
export function kept(page: Page): Promise<string> {
  return all(page, 'parley-snapshot', 'conversations');
}

/** What it keeps of what was typed, as text; answers when what is being written has been. */
export function keptUnsent(page: Page): Promise<string> {
  return all(page, 'parley', 'outbox');
}

function all(page: Page, database: string, store: string): Promise<string> {
  return page.evaluate(
    ([database, store]) =>
      new Promise<string>((done) => {
        const opened = indexedDB.open(database);
        opened.onsuccess = () => {
          const all = opened.result.transaction(store).objectStore(store).getAll();
          all.onsuccess = () => {
            opened.result.close();
            done(JSON.stringify(all.result));
          };
        };
      }),
    [database, store] as const,
  );
}

/** As where nobody was before. Beside the page itself, which would keep it again. */
export async function forget(page: Page): Promise<void> {
  await page.goto('/favicon.svg');
  await page.evaluate(
    () => new Promise((done) => (indexedDB.deleteDatabase('parley-snapshot').onsuccess = done)),
  );
}
