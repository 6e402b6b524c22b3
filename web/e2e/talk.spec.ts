import { expect, test } from './fixtures';
import { lines } from './lines';
import { PASSWORD } from './person';

test('somebody new signs up, finds somebody, and they talk, live, both ways', async ({ meet }) => {
  const ada = await meet('ada', 'by form');
  const bob = await meet('bob');
  await ada.find(bob.name);
  await ada.say('Hello Bob');
  await bob.row(ada.name).click();
  await expect(bob.message('Hello Bob')).toBeVisible();
  await bob.page.bringToFront();
  await bob.say('Hello Ada, see https://example.org/x');
  await expect(ada.message('Hello Ada')).toBeVisible();
  await expect(
    ada.page.getByRole('link', { name: 'https://example.org/x', exact: true }),
  ).toHaveAttribute('rel', 'noopener noreferrer');
  await expect(ada.page.getByRole('main').getByText('Online')).toBeVisible();
  await expect(ada.message('Hello Bob').getByRole('img', { name: 'Read' })).toBeVisible();
  await bob.page.close();
  await expect(ada.page.getByRole('main').getByText('Offline')).toBeVisible();
});

test('what is unread is counted in the list and in the title until it is seen', async ({
  pair: { ada, bob },
}) => {
  for (const text of ['one', 'two', 'three']) await ada.say(text);
  await expect(bob.badge(ada.name)).toContainText('3');
  await expect(bob.page).toHaveTitle('(3) Parley');
  const icon = bob.page.locator('link[rel=icon]');
  await expect(icon).toHaveAttribute('href', /^data:image\/png/);
  await bob.row(ada.name).click();
  await expect(bob.page.getByTestId('unread-divider')).toBeVisible();
  await expect(bob.badge(ada.name)).toHaveCount(0);
  await expect(bob.page).toHaveTitle('Parley');
  await expect(icon).toHaveAttribute('href', '/favicon.svg');
  await expect(ada.badge(bob.name)).toHaveCount(0);
});

test('hundreds of messages at once are shown, in order, and the page goes on', async ({
  pair: { ada, bob },
}) => {
  await ada.say('before');
  await bob.row(ada.name).click();
  await expect(bob.message('before')).toBeVisible();
  await ada.post(ada.conversationId(), lines('burst', 640));
  for (const person of [ada, bob]) {
    await expect(person.message('burst 640.')).toBeInViewport();
    await expect(person.messages.last()).toContainText('burst 640.');
  }
  await bob.say('still here');
  await expect(ada.message('still here')).toBeVisible();
});

test('a part of the page that could not be fetched comes when it can be', async ({ meet }) => {
  const ada = await meet('ada');
  const bob = await meet('bob');
  bob.expectServerAway();
  await bob.goWithoutWorker();
  const part = /favicon\.svg|SettingsScreen/;
  await bob.page.route(part, (route) => route.abort());
  await ada.find(bob.name);
  await ada.say('one');
  await expect(bob.page).toHaveTitle('(1) Parley');
  const refused = bob.page.waitForEvent('requestfailed', (one) => one.url().includes('Settings'));
  await bob.page.getByRole('button', { name: 'Settings' }).click();
  await refused;
  await expect(bob.page).toHaveTitle('(1) Parley');
  await bob.page.unroute(part);
  await expect(bob.page.getByRole('heading', { name: 'Settings' })).toBeVisible();
  await ada.say('two');
  await expect(bob.page.locator('link[rel=icon]')).toHaveAttribute('href', /^data:image\/png/);
});

test('nothing is read while nobody looks', async ({ pair: { ada, bob } }) => {
  await ada.say('one');
  await bob.row(ada.name).click();
  await expect(ada.message('one').getByRole('img', { name: 'Read' })).toBeVisible();
  await bob.looks(false);
  await ada.say('two');
  await expect(bob.message('two')).toBeVisible();
  await expect(bob.badge(ada.name)).toContainText('1');
  await expect(ada.message('two').getByRole('img', { name: 'Delivered' })).toBeVisible();
  await bob.looks(true);
  await expect(bob.badge(ada.name)).toHaveCount(0);
  await expect(ada.message('two').getByRole('img', { name: 'Read' })).toBeVisible();
});

test('whoever comes back finds what came meanwhile, unread and below a divider', async ({
  pair: { ada, bob },
}) => {
  const id = ada.conversationId();
  await ada.post(id, lines('before', 30));
  await bob.readAll(ada, 30);
  await bob.row(ada.name).click();
  await expect(bob.message('before 30.')).toBeInViewport();
  await bob.looks(false);
  await ada.post(id, lines('meanwhile', 60));
  await expect(bob.badge(ada.name)).toContainText('60');
  await expect(bob.page.getByTestId('unread-divider')).toBeInViewport();
  await expect(bob.message('meanwhile 1.')).toBeInViewport();

  await bob.looks(true);
  await expect(bob.page.getByRole('button', { name: /^\d+ new messages$/ })).toBeVisible();
  await expect(bob.message('meanwhile 1.')).toBeInViewport();
  await expect(bob.badge(ada.name)).not.toContainText('60');
  await expect(bob.badge(ada.name)).toBeVisible();
  await bob.page.getByRole('button', { name: /new messages$/ }).click();
  await expect(bob.message('meanwhile 60.')).toBeInViewport();
  await expect(bob.badge(ada.name)).toHaveCount(0);
});

test('a reload keeps the conversation and the place in it', async ({ pair: { ada, bob } }) => {
  for (const text of ['first', 'second']) await ada.say(text);
  await expect(bob.row(ada.name)).toContainText('second');
  await ada.page.reload();
  await expect(ada.messages).toContainText(['first', 'second']);
  await ada.page.getByRole('button', { name: 'Sign out' }).click();
  await expect(ada.page.getByRole('heading', { name: 'Sign in to Parley' })).toBeVisible();
  await expect(ada.page).toHaveURL('/');
  await expect(ada.page.getByText('You have been signed out')).toHaveCount(0);
  await ada.page.getByLabel('Email').fill(ada.email);
  await ada.page.getByLabel('Password').fill(PASSWORD);
  await ada.page.getByRole('button', { name: 'Sign in' }).click();
  await ada.row(bob.name).click();
  await expect(ada.messages).toContainText(['first', 'second']);
});

test('a group is made and everybody in it hears everybody', async ({ meet }) => {
  const ada = await meet('ada');
  const bob = await meet('bob');
  const cleo = await meet('cleo');
  await ada.createGroup('Book club', [bob.name, cleo.name]);
  await expect(ada.page.getByText('3 members')).toBeVisible();
  await ada.say('Welcome');
  for (const other of [bob, cleo]) {
    await other.row('Book club').click();
    await expect(other.message('Welcome')).toBeVisible();
  }
  await cleo.say('Hi all');
  await expect(ada.message('Hi all')).toBeVisible();
  await expect(bob.message('Hi all')).toBeVisible();
});

test('Enter sends, Shift+Enter breaks the line, and composing keeps Enter', async ({
  pair: { ada },
}) => {
  await ada.composer.fill('one');
  await ada.composer.press('Shift+Enter');
  await ada.composer.pressSequentially('two');
  await ada.composer.dispatchEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true });
  await expect(ada.composer).toHaveValue('one\ntwo');
  await ada.composer.press('Enter');
  await expect(ada.composer).toHaveValue('');
  await expect(ada.messages).toHaveCount(1);
  await expect(ada.message('one')).toContainText('one\ntwo');
});
