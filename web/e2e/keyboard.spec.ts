import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { PASSWORD, Person } from './person';

/** More stops than there are from one end of the page to the other. */
const STOPS = 60;

test('somebody new does all of a first minute by the keyboard', async ({
  browser,
  server,
  meet,
}) => {
  const [bob, cleo] = [await meet('bob'), await meet('cleo')];
  const context = await browser.newContext({ baseURL: server.url, locale: 'en-GB' });
  const ada = await Person.at(context, `ada-${Math.random().toString(36).slice(2, 7)}`);
  await signUp(ada);
  await befriend(ada, bob);
  await talk(ada, bob);
  await changeConversation(ada, cleo, bob);
  await changeTheme(ada);
  await makeGroup(ada, [bob, cleo]);
  await press(ada, ada.page.getByRole('button', { name: 'Sign out' }), 'Shift+Tab');
  await expect(ada.page.getByLabel('Email')).toBeFocused();
  ada.expectNoComplaints();
  await context.close();
});

async function signUp({ page, name, email }: Person): Promise<void> {
  const { keyboard } = page;
  await page.goto('/');
  await expect(page.getByLabel('Email')).toBeFocused();
  await tabTo(page, page.getByRole('button', { name: 'Create an account' }));
  await keyboard.press('Enter');
  await expect(page.getByLabel('Username')).toBeFocused();
  await keyboard.type(name);
  await keyboard.press('Tab');
  await expect(page.getByLabel('Email')).toBeFocused();
  await keyboard.type(email);
  await keyboard.press('Tab');
  await expect(page.getByLabel('Password')).toBeFocused();
  await keyboard.type(PASSWORD);
  await keyboard.press('Enter');
}

async function befriend(ada: Person, bob: Person): Promise<void> {
  const { page } = ada;
  await press(ada, page.getByRole('button', { name: 'People' }));
  await tabTo(page, page.getByLabel('Find somebody to add'));
  await page.keyboard.type(bob.name);
  const row = page.getByRole('listitem').filter({ hasText: bob.name });
  await press(ada, row.getByRole('button', { name: 'Add friend' }));
  await expect(page.getByRole('region', { name: 'Asked' })).toContainText(bob.name);
  await expectSeen(page);
}

async function talk(ada: Person, bob: Person): Promise<void> {
  const { page, composer } = ada;
  const { keyboard } = page;
  await tabTo(page, ada.search, 'Shift+Tab');
  await keyboard.type(bob.name);
  const found = page.getByRole('navigation').getByRole('button').first();
  await expect(found).toContainText(bob.name);
  await keyboard.press('ArrowDown');
  await expect(found).toBeFocused();
  await keyboard.press('Enter');

  await expect(composer).toBeFocused();
  await keyboard.type('Helo');
  await keyboard.press('Enter');
  await expect(ada.message('Helo').getByRole('img', { name: 'Delivered' })).toBeVisible();
  await keyboard.press('ArrowUp');
  await expect(composer).toHaveValue('Helo');
  await keyboard.type(' Bob');
  await keyboard.press('Enter');
  await expect(ada.message('Helo Bob')).toContainText('edited');
  await expect(composer).toBeFocused();

  await atLastMessage(ada, 'Helo Bob');
  await keyboard.press('Enter');
  const quick = page.getByRole('menuitem', { name: 'React with 👍' });
  await expect(quick).toBeFocused();
  await keyboard.press('Enter');
  await expect(ada.message('Helo Bob').getByRole('button', { name: /^👍/ })).toBeVisible();
  await expect(ada.message('Helo Bob')).toBeFocused();

  await keyboard.press('Enter');
  await expect(quick).toBeFocused();
  const reply = page.getByRole('menuitem', { name: 'Reply' });
  await walkTo(page, reply, 'ArrowDown');
  await keyboard.press('Enter');
  await expect(composer).toBeFocused();
  await keyboard.type('I meant Hello');
  await keyboard.press('Enter');
  await expect(
    ada.message('I meant Hello').getByRole('button', { name: /^Answers/ }),
  ).toBeVisible();
}

async function changeConversation(ada: Person, to: Person, back: Person): Promise<void> {
  const { page, composer } = ada;
  for (const { name } of [to, back]) {
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('combobox')).toBeFocused();
    await page.keyboard.type(name);
    await expect(page.getByRole('option', { selected: true })).toContainText(name);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name, exact: true })).toBeVisible();
    await expect(composer).toBeFocused();
  }
}

async function changeTheme(ada: Person): Promise<void> {
  const { page } = ada;
  await press(ada, page.getByRole('button', { name: 'Settings' }), 'Shift+Tab');
  await tabTo(page, page.getByRole('radio', { name: 'System' }));
  const dark = page.getByRole('radio', { name: 'Dark' });
  await walkTo(page, dark, 'ArrowRight');
  await expect(dark).toBeChecked();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
}

async function makeGroup(ada: Person, others: readonly Person[]): Promise<void> {
  const { page } = ada;
  const { keyboard } = page;
  await press(ada, page.getByRole('button', { name: 'New group' }), 'Shift+Tab');
  const dialog = page.getByRole('dialog', { name: 'New group' });
  await expect(dialog.getByLabel('Group name')).toBeFocused();
  await keyboard.type('Book club');
  const people = dialog.getByLabel('Add people');
  await tabTo(page, people);
  for (const { name } of others) {
    await keyboard.type(name);
    // Nobody else any more, who was found by the first letters: Enter takes the first.
    const offered = dialog.getByRole('list').last().getByRole('button');
    await expect(offered).toHaveText([new RegExp(name)]);
    await keyboard.press('Enter');
    await expect(dialog.getByRole('button', { name: `Remove ${name}` })).toBeVisible();
    await expect(people).toBeFocused();
  }
  await press(ada, dialog.getByRole('button', { name: 'Create group' }));
  await expect(page.getByRole('heading', { name: 'Book club' })).toBeVisible();
  await expect(ada.composer).toBeFocused();
}

async function atLastMessage(ada: Person, text: string): Promise<void> {
  const { page } = ada;
  await tabTo(page, page.getByRole('log'), 'Shift+Tab');
  await page.keyboard.press('ArrowUp');
  await expect(ada.message(text)).toBeFocused();
}

async function press({ page }: Person, button: Locator, by?: 'Shift+Tab'): Promise<void> {
  await tabTo(page, button, by);
  await page.keyboard.press('Enter');
}

function tabTo(page: Page, target: Locator, by: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  return walkTo(page, target, by);
}

/** Presses the key until it has the focus; wherever that is on the way, it can be seen. */
async function walkTo(page: Page, target: Locator, key: string): Promise<void> {
  await expect(target).toBeVisible();
  for (let stops = 0; stops < STOPS; stops++) {
    await page.keyboard.press(key);
    await expectSeen(page);
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  await expect(target, `within ${STOPS} times ${key}`).toBeFocused();
}

/** Something has the focus, is in view with nothing before it, and shows that it has it. */
async function expectSeen(page: Page): Promise<void> {
  await expect.poll(() => whyUnseen(page)).toBe('');
}

/** Empty when it is. */
function whyUnseen(page: Page): Promise<string> {
  return page.evaluate(() => {
    const focused = document.activeElement as HTMLElement;
    if (focused === document.body) return 'nothing has the focus';
    const { left, top, width, height } = focused.getBoundingClientRect();
    const before = document.elementFromPoint(left + width / 2, top + height / 2);
    const isSeen = before && (focused.contains(before) || before.contains(focused));
    if (!isSeen) return `out of view: ${focused.outerHTML}`;
    // A label around a hidden field shows it; what is being typed into shows it by the cursor.
    const around = focused.closest('label') ?? focused;
    const shows = focused.matches('textarea') || getComputedStyle(around).outlineStyle !== 'none';
    return shows ? '' : `not to be told from the rest: ${focused.outerHTML}`;
  });
}
