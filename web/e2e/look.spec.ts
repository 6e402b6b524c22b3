import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './fixtures';
import { fillWithLife } from './life';
import type { Person } from './person';
import { administered, toured, welcome, type View } from './tour';

const SIZES = [
  { name: '1440', width: 1440, height: 900 },
  { name: '1024', width: 1024, height: 768 },
  { name: '390', width: 390, height: 844 },
  { name: '320', width: 320, height: 640 },
] as const;
/** What the system asks for. */
const WISHES = {
  light: { colorScheme: 'light' },
  dark: { colorScheme: 'dark' },
  contrast: { colorScheme: 'dark', contrast: 'more' },
  forced: { colorScheme: 'dark', forcedColors: 'active' },
} as const;
const THEMES = ['light', 'dark'] as const;
/** Looked at on a desk and on a phone. */
const STRICT = ['contrast', 'forced'] as const;

type Size = (typeof SIZES)[number];
type Theme = keyof typeof WISHES;

test('every screen is well made, wide and narrow, in light, dark and high contrast', async ({
  meet,
  admin,
  server,
}) => {
  test.setTimeout(300_000);
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
  test.setTimeout(900_000);
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

async function look(
  person: Person,
  { name, ...size }: Size,
  theme: Theme,
  views: Readonly<Record<string, View>>,
): Promise<void> {
  await person.page.setViewportSize(size);
  await person.page.emulateMedia({
    contrast: 'no-preference',
    forcedColors: 'none',
    ...WISHES[theme],
  });
  await expect.poll(() => isDark(person)).toBe(theme !== 'light');
  for (const [view, go] of Object.entries(views)) {
    const leave = await go(person);
    await expectWellMade(person, `${view}-${name}-${theme}`);
    await leave?.();
  }
}

/** Whether bright text stands on a dark ground. */
function isDark({ page }: Person): Promise<boolean> {
  return page.evaluate(() => {
    const canvas = document.createElement('canvas').getContext('2d')!;
    const brightness = (color: string) => {
      canvas.fillStyle = color;
      canvas.fillRect(0, 0, 1, 1);
      const [red = 0, green = 0, blue = 0] = canvas.getImageData(0, 0, 1, 1).data;
      return red + green + blue;
    };
    const { color, backgroundColor } = getComputedStyle(document.documentElement);
    return brightness(color) > brightness(backgroundColor);
  });
}

async function expectWellMade(person: Person, name: string): Promise<void> {
  const { page } = person;
  // What lies under a pointer looks different.
  await page.mouse.move(0, 0);
  await page.screenshot({
    path: `${import.meta.dirname}/shots/${name}.png`,
    animations: 'disabled',
  });
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow, `sideways overflow of ${name}`).toBe(0);
  const { violations } = await new AxeBuilder({ page }).analyze();
  const serious = violations.filter((v) => v.impact === 'serious' || v.impact === 'critical');
  expect(
    serious.map((v) => [v.id, v.nodes.map((n) => n.html)]),
    name,
  ).toEqual([]);
}
