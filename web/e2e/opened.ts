import { expect } from '@playwright/test';
import { Account } from './account';
import type { Person } from './person';
import { escaped, type View } from './tour';

/** A group with something to open in it, and a stranger who has written to her. */
export async function fillToOpen(url: string, maya: Person): Promise<void> {
  const [jonas, noor] = [await Account.at(url, 'jonas'), await Account.at(url, 'noor')];
  const me = { id: await maya.id() };
  const circle = await jonas.group('Reading circle', [me]);
  const chapter = await jonas.say(circle, 'Chapter four until **Thursday**');
  await jonas.send('PUT', `/messages/${chapter}/pin`);
  await maya.post(circle, ['I am through with it']);
  await jonas.send('POST', `/conversations/${circle}/read`, {});
  await maya.rest('PUT', '/users/settings', { strangers: 'ask' });
  await noor.say(await noor.direct(me), 'Is the bicycle still for sale?');
  for (const account of [jonas, noor]) await account.leave();
}

/** What opens over a screen, or stands in its place. */
export const opened: Readonly<Record<string, View>> = {
  async stranger(person) {
    await person.page.goto('/');
    await person.row('noor').click();
    await expect(person.page.getByRole('region', { name: 'Friend requests' })).toBeVisible();
  },
  async confirm(person) {
    await person.page.goto('/');
    await person.row('Reading circle').click();
    await person.menu('I am through', 'Delete');
    await expect(person.page.getByRole('dialog', { name: 'Delete this message?' })).toBeVisible();
    return () => escaped(person);
  },
  async readers(person) {
    await person.menu('I am through', 'Read by…');
    await expect(person.page.getByRole('dialog').getByText('jonas')).toBeVisible();
    return () => escaped(person);
  },
  async report(person) {
    await person.menu('Chapter four', 'Report…');
    await expect(person.page.getByLabel('What is wrong?')).toBeFocused();
    return () => escaped(person);
  },
  async person(person) {
    await person.page.getByRole('button', { name: 'About jonas' }).first().click();
    await expect(person.page.getByRole('dialog', { name: 'About jonas' })).toBeVisible();
    return () => escaped(person);
  },
  async pins(person) {
    await person.page.getByRole('button', { name: '1 pinned' }).click();
    await expect(person.page.getByRole('dialog', { name: 'Pinned messages' })).toBeVisible();
    return () => escaped(person);
  },
  async mentions(person) {
    await person.composer.pressSequentially('@jon');
    await expect(person.page.getByRole('option', { name: 'jonas' })).toBeVisible();
    return () => person.composer.fill('');
  },
  async emojis(person) {
    await person.composer.pressSequentially(':smi');
    await expect(person.page.getByRole('option').first()).toBeVisible();
    return () => person.composer.fill('');
  },
  async picker(person) {
    await person.page.getByRole('button', { name: 'Emojis' }).click();
    await expect(person.page.getByRole('button', { name: 'grinning', exact: true })).toBeVisible();
    return () => escaped(person);
  },
  async missing(person) {
    const { page } = person;
    person.expectRefusals();
    await page.goto(`/c/${'f'.repeat(24)}`);
    await expect(
      page.getByRole('heading', { name: 'This conversation is not here' }),
    ).toBeVisible();
  },
};

/** What the administrator says to those in a conversation, before them. */
export const broadcast = (admin: Person): Readonly<Record<string, View>> => ({
  async broadcast(person) {
    await person.page.goto('/');
    await person.row('Reading circle').click();
    await expect(person.composer).toBeVisible();
    const path = `/ws/conversations/${person.conversationId()}/broadcast`;
    const note = person.page.getByText('Back at noon');
    await expect(async () => {
      await admin.rest('POST', path, { message: 'Back at noon' });
      await expect(note.first()).toBeVisible({ timeout: 2_000 });
    }).toPass();
  },
});

/** What an administrator is asked, and what is noted of it. */
export const asked: Readonly<Record<string, View>> = {
  async audit({ page }) {
    await page.goto('/admin');
    await page.getByRole('main').getByRole('button', { name: 'Audit log' }).click();
    await expect(page.getByText('conversation.broadcast').first()).toBeVisible();
  },
  async disable(person) {
    const { page } = person;
    await page.getByRole('main').getByRole('button', { name: 'Users' }).click();
    await page.getByLabel('Name or email').fill('jonas');
    await page.getByRole('button', { name: 'Disable' }).first().click();
    await expect(page.getByRole('dialog')).toBeVisible();
    return () => escaped(person);
  },
};

/** Where the links of letters lead, and a provider that knows an email that is here. */
export const mailed: Readonly<Record<string, View>> = {
  async reset({ page }) {
    await page.goto('/reset?token=one');
    await expect(page.getByLabel('New password')).toBeVisible();
  },
  async verify({ page }) {
    await page.goto('/verify?token=one');
    await expect(page.getByRole('button', { name: 'This is my address' })).toBeVisible();
  },
  async link(person) {
    const { page } = person;
    person.expectRefusals();
    await page.context().clearCookies();
    await page.goto('/#link');
    await expect(page.getByRole('heading', { name: 'Is this you?' })).toBeVisible();
  },
};
