import { test } from './fixtures';
import { fillWithLife } from './life';
import { look, SIZES, STRICT, THEMES } from './looks';
import { administered, toured, welcome } from './tour';

test('every screen is well made, wide and narrow, in light, dark and high contrast', async ({
  meet,
  admin,
  server,
}) => {
  test.setTimeout(900_000);
  const maya = await meet('maya', 'exactly');
  await fillWithLife(server.url, maya);
  await look(maya, SIZES[0], 'light', toured);
  await look(maya, SIZES[3], 'dark', toured);
  await look(admin, SIZES[3], 'light', administered);
  await look(maya, SIZES[2], 'contrast', toured);
  await look(maya, SIZES[0], 'dark', welcome);
});

test('pictures of every screen: in light and dark, in high contrast and forced colours @long', async ({
  meet,
  admin,
  server,
}) => {
  test.setTimeout(1_800_000);
  const maya = await meet('maya', 'exactly');
  await fillWithLife(server.url, maya);
  for (const theme of THEMES) {
    for (const size of SIZES) {
      await look(maya, size, theme, toured);
      await look(admin, size, theme, administered);
    }
  }
  for (const theme of STRICT) {
    for (const size of [SIZES[0], SIZES[2]]) {
      await look(maya, size, theme, toured);
      await look(admin, size, theme, administered);
    }
  }
  for (const theme of THEMES) {
    for (const size of SIZES) await look(maya, size, theme, welcome);
  }
  for (const theme of STRICT) await look(maya, SIZES[2], theme, welcome);
});
