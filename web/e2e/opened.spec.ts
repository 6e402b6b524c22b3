import { test } from './fixtures';
import { fillWithLife } from './life';
import { look, SIZES, THEMES } from './looks';
import { asked, broadcast, fillToOpen, mailed, opened } from './opened';
import type { Person } from './person';
import { toured } from './tour';

const [WIDE, , PHONE] = SIZES;

test('what opens over the screens is well made too', async ({ meet, admin, server }) => {
  const maya = await meet('maya');
  await fillToOpen(server.url, maya);
  await look(maya, PHONE, 'light', opened);
  await look(maya, WIDE, 'dark', { ...broadcast(admin), ...mailed });
  await look(admin, PHONE, 'dark', asked);
});

test('everywhere, in light and dark, and from right to left @long', async ({
  meet,
  admin,
  server,
}) => {
  test.setTimeout(1_800_000);
  const maya = await meet('maya');
  await fillWithLife(server.url, maya);
  await fillToOpen(server.url, maya);
  for (const theme of THEMES) {
    for (const size of [WIDE, PHONE]) {
      await look(maya, size, theme, { ...opened, ...broadcast(admin) });
      await look(admin, size, theme, asked);
    }
  }
  for (const person of [maya, admin]) await readFromTheRight(person);
  for (const size of [WIDE, PHONE]) {
    const named = { ...size, name: `${size.name}-rtl` };
    await look(maya, named, 'light', { ...toured, ...opened, ...broadcast(admin) });
    await look(admin, named, 'light', asked);
  }
  for (const theme of THEMES) {
    for (const size of [WIDE, PHONE]) await look(maya, size, theme, mailed);
  }
});

/** As chosen in the settings. */
async function readFromTheRight({ page }: Person): Promise<void> {
  await page.evaluate(() => localStorage.setItem('parley.direction', 'rtl'));
  await page.reload();
}
