import { expect, test } from './fixtures';

test('an administrator sees, says, disconnects, disables and answers reports', async ({
  meet,
  admin,
}) => {
  const ada = await meet('ada');
  const bob = await meet('bob');
  await ada.find(bob.name);
  await ada.say('something rude');
  await bob.row(ada.name).click();
  await bob.menu('something rude', 'Report…');
  await bob.page.getByLabel('What is wrong?').fill('this is rude');
  await bob.page.getByRole('dialog').getByRole('button', { name: 'Report' }).click();
  await expect(bob.page.getByText('The administrators will look at it.')).toBeVisible();

  const { page } = admin;
  const go = (part: string) =>
    page.getByRole('main').getByRole('button', { name: part, exact: true }).click();
  await page.getByRole('button', { name: 'Administration' }).click();
  for (const figure of [
    'Connections',
    'Messages a second',
    'Time to answer',
    'Processor',
    'Memory',
  ]) {
    await expect(page.getByRole('group', { name: figure }).getByTestId('figure')).toHaveText(/\d/);
  }
  await expect(page.getByRole('button', { name: `Disconnect ${ada.name}` })).toBeVisible();
  await page.getByRole('button', { name: `Disconnect ${ada.name}` }).click();
  await expect(ada.page.getByText('The server ended this connection.')).toBeVisible();
  await ada.page.getByRole('button', { name: 'Connect again' }).click();
  await expect(ada.page.getByText('The server ended this connection.')).toHaveCount(0);

  await go('Conversations');
  await page
    .getByLabel('Conversation', { exact: true })
    .fill(`${page.url()}/c/${ada.conversationId()}`);
  await page.getByRole('button', { name: 'Who is looking?' }).click();
  await expect(page.getByText('Looking now')).toContainText(bob.name);
  await page.getByLabel('Say something').fill('Back at noon');
  await page.getByRole('main').getByRole('button', { name: 'Send' }).click();
  for (const person of [ada, bob])
    await expect(person.page.getByText('Back at noon')).toBeVisible();

  await go('Reports');
  await expect(page.getByText('this is rude')).toBeVisible();
  await page.getByRole('button', { name: 'Delete the message' }).click();
  await expect(page.getByText('No reports.')).toBeVisible();
  await expect(bob.message('This message was deleted.')).toBeVisible();

  await go('Users');
  await page.getByLabel('Name or email').fill(ada.name);
  await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(1);
  ada.expectRefusals();
  await page.getByRole('button', { name: 'Disable' }).click();
  await expect(page.getByRole('main').getByRole('listitem')).toContainText('Disabled');
  await expect(ada.page.getByRole('heading', { name: 'Sign in to Parley' })).toBeVisible();

  await go('Audit log');
  for (const act of ['user.kick', 'conversation.broadcast', 'message.remove', 'user.disable']) {
    await expect(page.getByText(act).first()).toBeVisible();
  }
});
