import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import type { Person } from './person';
import type { View } from './tour';

export const SIZES = [
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
export const THEMES = ['light', 'dark'] as const;
/** Looked at on a desk and on a phone. */
export const STRICT = ['contrast', 'forced'] as const;

export interface Size {
  readonly name: string;
  readonly width: number;
  readonly height: number;
}
type Theme = keyof typeof WISHES;

/** Goes through the views, takes a picture of each, and expects it to be well made. */
export async function look(
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

/** How far the page reaches out of the window sideways. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
}

async function expectWellMade(person: Person, name: string): Promise<void> {
  const { page } = person;
  // What lies under a pointer looks different.
  await page.mouse.move(0, 0);
  await page.screenshot({
    path: `${import.meta.dirname}/shots/${name}.png`,
    animations: 'disabled',
  });
  await expect.poll(() => overflow(page), `sideways overflow of ${name}`).toBe(0);
  const { violations } = await new AxeBuilder({ page }).analyze();
  const serious = violations.filter((v) => v.impact === 'serious' || v.impact === 'critical');
  expect(
    serious.map((v) => [v.id, v.nodes.map((n) => n.html)]),
    name,
  ).toEqual([]);
}
