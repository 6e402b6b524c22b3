import { expect, test } from './fixtures';
import { lines } from './lines';
import type { Person } from './person';
import { forget, kept } from './snapshot';

/** Counts what the browser calls a layout shift, from the beginning of each page on. */
async function watchShifts({ context }: Person): Promise<void> {
  await context.addInitScript(() => {
    const shifts: string[] = [];
    Object.assign(globalThis, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & LayoutShift)[]) {
        const of = entry.sources.map(({ node }) =>
          (node as Element | null)?.outerHTML.slice(0, 99),
        );
        if (!entry.hadRecentInput) shifts.push(`${entry.value.toFixed(4)} ${of.join(' | ')}`);
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
}

interface LayoutShift {
  readonly value: number;
  readonly hadRecentInput: boolean;
  readonly sources: readonly { readonly node: Node | null }[];
}

async function shifts({ page }: Person): Promise<readonly string[]> {
  return page.evaluate(() => (globalThis as unknown as { shifts: string[] }).shifts);
}

/** All that the page says in passing from here on: some of it it says for two seconds only. */
async function listen({ page }: Person): Promise<() => Promise<readonly string[]>> {
  const said = await page.evaluateHandle(() => {
    const said: string[] = [];
    new MutationObserver(() => {
      for (const { textContent } of document.querySelectorAll('[role=status]')) {
        said.push(textContent);
      }
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
    return said;
  });
  return () => said.jsonValue();
}

test('nothing moves by itself: not while loading, not with the banner', async ({
  meet,
  network,
}) => {
  const ada = await meet('ada');
  const bob = await meet('bob', undefined, network.url);
  await ada.find(bob.name);
  await ada.say('one');
  await bob.row(ada.name).click();
  await expect(bob.message('one')).toBeVisible();
  await expect.poll(() => kept(bob.page)).toContain('"one"');
  await watchShifts(bob);
  await bob.page.reload();
  await expect(bob.message('one')).toBeVisible();

  const said = await listen(bob);
  bob.expectServerAway();
  network.refuse(true);
  network.cut();
  const banner = bob.page.getByText('No connection. Reconnecting');
  await expect(banner).toBeVisible();
  network.refuse(false);
  await expect.poll(said).toContain('Up to date.');
  await expect(bob.page.getByText('Up to date.')).toBeHidden();
  expect(await shifts(bob)).toEqual([]);
  await bob.page.close();
});

test('a start with nothing kept shows at once how the page will stand', async ({ meet }) => {
  const ada = await meet('ada');
  ada.expectServerAway();
  await forget(ada.page);
  const { page } = ada;
  let release!: () => void;
  const held = new Promise<void>((done) => (release = done));
  await page.route('**/api/v1/auth/me', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto('/', { waitUntil: 'commit' });
  await expect(page.locator('.skeleton').first()).toBeVisible();
  await expect(page.getByText('Connecting to the server…')).toBeVisible();
  release();
  await expect(ada.search).toBeVisible();
});

test('what the server has no small picture of is shown whole, in the same place', async ({
  pair: { ada },
}) => {
  ada.expectRefusals();
  const webp = 'UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==';
  await ada.page.locator('input[type=file]').setInputFiles({
    name: 'dot.webp',
    mimeType: 'image/webp',
    buffer: Buffer.from(webp, 'base64'),
  });
  await ada.say('a dot');
  const picture = ada.message('a dot').getByRole('button', { name: 'Open dot.webp' });
  const shown = picture.getByRole('img');
  await expect.poll(() => shown.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(1);
  expect((await picture.boundingBox())?.height).toBe(192);
});

test('the first unread message is not under what is pinned', async ({ pair: { ada, bob } }) => {
  const id = ada.conversationId();
  await ada.post(id, lines('old', 20));
  await bob.read(id);
  await ada.rest('PUT', `/messages/${await ada.newestId()}/pin`);
  await ada.post(id, lines('new', 40));
  await bob.page.goto(`/c/${id}`);
  const pinned = bob.page.getByRole('button', { name: /pinned message of/ });
  const divider = bob.page.getByTestId('unread-divider');
  await expect(divider).toBeInViewport();
  const between = async () => {
    const [above, below] = [await pinned.boundingBox(), await divider.boundingBox()];
    return below!.y - (above!.y + above!.height);
  };
  await expect.poll(between).toBeGreaterThanOrEqual(0);
});

test('a page whose parts are gone with an upgrade offers the new one', async ({ meet }) => {
  const ada = await meet('ada');
  ada.expectServerAway();
  ada.expectRefusals();
  await ada.goWithoutWorker();
  await ada.page.route(/SettingsScreen/, (route) => route.fulfill({ status: 404 }));
  await ada.page.route(
    (url) => url.pathname === '/',
    (route) => route.fulfill({ body: '<script type="module" src="/assets/newer.js"></script>' }),
  );
  await ada.page.getByRole('button', { name: 'Settings' }).click();
  await expect(ada.page.getByText('There is a new version of this page.')).toBeVisible();
  await ada.page.unrouteAll();
  await ada.page.getByRole('button', { name: 'Load it anew' }).click();
  await expect(ada.page.getByRole('heading', { name: 'Settings' })).toBeVisible();
});
