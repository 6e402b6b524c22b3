import { expect } from '@playwright/test';
import type { Person } from './person';

/** Goes to something worth seeing; what it gives back leaves it again. */
export type View = (person: Person) => Promise<void | (() => Promise<void>)>;

/** Every screen of somebody signed in. */
export const toured: Readonly<Record<string, View>> = {
  async list(person) {
    await person.page.goto('/');
    await expect(person.row('Harbour walk')).toBeVisible();
  },
  async conversation(person) {
    await person.row('Harbour walk').click();
    await expect(person.message('in the car')).toBeInViewport();
    await expect(person.page.getByRole('img', { name: 'lookout.png' })).toBeVisible();
  },
  async menu(person) {
    await person.message('in the car').last().click({ button: 'right' });
    await expect(person.page.getByRole('menu')).toBeVisible();
    return () => escaped(person);
  },
  async emoji({ page }) {
    await page.getByText('in the car').last().click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'React…' }).click();
    await expect(page.getByRole('button', { name: 'grinning', exact: true })).toBeVisible();
    return () => page.keyboard.press('Escape');
  },
  async details(person) {
    await person.page.getByRole('button', { name: 'Details' }).click();
    await expect(person.page.getByRole('dialog')).toContainText('lena');
    return () => escaped(person);
  },
  async find(person) {
    await person.page.getByRole('button', { name: 'Search in this conversation' }).click();
    await expect(person.page.getByLabel('Words to find')).toBeFocused();
    await person.page.keyboard.type('ferry');
    await expect(person.page.getByRole('dialog').locator('mark')).toBeVisible();
    return () => escaped(person);
  },
  async picture(person) {
    await person.page.getByRole('button', { name: 'Open lookout.png' }).click();
    await expect(person.page.getByRole('dialog', { name: 'lookout.png' })).toBeVisible();
    return () => escaped(person);
  },
  async switcher(person) {
    await person.page.keyboard.press('Control+k');
    await expect(person.page.getByRole('combobox')).toBeFocused();
    return () => escaped(person);
  },
  async people(person) {
    await person.page.goto('/people');
    await expect(person.page.getByRole('region', { name: 'Friends' })).toContainText('lena');
  },
  async settings(person) {
    await person.page.goto('/settings');
    await expect(person.page.getByText('This device')).toBeVisible();
  },
  async search(person) {
    await person.page.goto('/');
    await person.search.fill('in');
    await expect(person.row('ines')).toBeVisible();
    await expect(person.page.getByRole('region', { name: 'People' })).toContainText('ingrid');
    const said = person.page.getByRole('region', { name: 'Messages', exact: true });
    await expect(said.locator('mark').first()).toBeVisible();
  },
  async group(person) {
    await person.search.fill('');
    await person.page.getByRole('button', { name: 'New group' }).click();
    await person.page.getByLabel('Add people').fill('in');
    await expect(person.page.getByRole('dialog').getByRole('listitem')).not.toHaveCount(0);
    return async () => {
      await escaped(person);
      await expect(person.page.getByRole('button', { name: 'New group' })).toBeFocused();
    };
  },
};

/** And of an administrator. */
export const administered: Readonly<Record<string, View>> = {
  async admin({ page }) {
    await page.goto('/admin');
    const memory = page.getByRole('group', { name: 'Memory' });
    await expect(memory).toContainText('MB');
    // Enough for a line.
    await expect(memory.locator('polyline').last()).toHaveAttribute('points', /(?:\S+ ){2}/);
  },
  async users({ page }) {
    await page.getByRole('main').getByRole('button', { name: 'Users' }).click();
    await expect(page.getByRole('main').getByRole('listitem')).not.toHaveCount(0);
  },
  async reports({ page }) {
    await page.getByRole('main').getByRole('button', { name: 'Reports' }).click();
    await expect(page.getByText('spam')).toBeVisible();
  },
  async rooms({ page }) {
    await page
      .getByRole('main')
      .getByRole('button', { name: 'Conversations', exact: true })
      .click();
    await expect(page.getByLabel('What to say')).toBeVisible();
  },
};

/** Of somebody who is not signed in. */
export const welcome: Readonly<Record<string, View>> = {
  async welcome({ page }) {
    await page.goto('/');
    const signOut = page.getByRole('button', { name: 'Sign out' });
    const signIn = page.getByRole('button', { name: 'Sign in' });
    await expect(signOut.or(signIn)).toBeVisible();
    if (await signOut.isVisible()) await signOut.click();
    await expect(page.getByRole('heading', { name: 'Sign in to Parley' })).toBeVisible();
  },
  async signup({ page }) {
    await page.getByRole('button', { name: 'Create an account' }).click();
    await expect(page.getByLabel('Username')).toBeVisible();
  },
};

export async function escaped({ page }: Person): Promise<void> {
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByRole('menu')).toHaveCount(0);
}
