import { expect, test } from './fixtures';
import { lines } from './lines';

test('an administrator sees, says, disconnects, disables and answers reports', async ({
  pair: { ada, bob },
  admin,
}) => {
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
  const figure = async (name: string) => {
    const shown = page.getByRole('group', { name }).getByTestId('figure');
    return Number.parseFloat((await shown.innerText()).replaceAll(',', ''));
  };
  const stats = () => admin.rest<{ connections: number; users: string[] }>('GET', '/ws/stats');
  await expect
    .poll(async () => (await figure('Connections')) - (await stats()).connections)
    .toBe(0);
  expect((await stats()).connections).toBeGreaterThanOrEqual(3);
  // The figure is of the last two seconds: whoever looks later sees none.
  await expect(async () => {
    await ada.post(ada.conversationId(), lines('rude line', 10));
    const rate = () => figure('Messages a second');
    await expect.poll(rate, { timeout: 6_000 }).toBeGreaterThan(0);
  }).toPass();
  await expect.poll(() => figure('Time to answer')).toBeGreaterThan(0);
  await expect.poll(() => figure('Time to store')).toBeGreaterThan(0);
  expect(await figure('Processor')).toBeLessThanOrEqual(100);
  // No server runs in less, none here may take more.
  expect(await figure('Memory')).toBeGreaterThan(10);
  expect(await figure('Memory')).toBeLessThan(4_096);
  const plot = page.getByRole('group', { name: 'Connections' });
  await expect(plot.getByTestId('scale')).toHaveText(/^[125]0*$/);
  await plot.locator('svg').hover({ position: { x: 5, y: 20 } });
  await expect(plot).toContainText(/\d s ago|now/);
  await expect(page.getByRole('button', { name: `Disconnect ${ada.name}` })).toBeVisible();
  await page.getByRole('button', { name: `Disconnect ${ada.name}` }).click();
  await expect(ada.page.getByText('The server ended this connection.')).toBeVisible();
  await ada.page.getByRole('button', { name: 'Connect again' }).click();
  await expect(ada.page.getByText('The server ended this connection.')).toHaveCount(0);

  await go('Conversations');
  const viewed = page.getByRole('row').filter({ hasText: ada.name });
  await expect(viewed).toContainText('Two people');
  await expect(viewed).toContainText(bob.name);
  await bob.page.goto('/');
  await expect(viewed).not.toContainText(bob.name);
  await bob.row(ada.name).click();
  await expect(viewed).toContainText(bob.name);
  await viewed.getByRole('button', { name: 'Say something' }).click();
  await expect(page.getByLabel('Conversation', { exact: true })).toHaveValue(ada.conversationId());
  await expect(page.getByRole('main').getByText('Two people')).toHaveCount(2);
  await expect(page.getByLabel('What to say')).toBeFocused();
  await page.getByLabel('What to say').fill('Back at noon');
  await page.getByRole('main').getByRole('button', { name: 'Send' }).click();
  for (const person of [ada, bob])
    await expect(person.page.getByText('Back at noon')).toBeVisible();

  await go('Reports');
  const report = page.getByRole('listitem').filter({ hasText: 'this is rude' });
  await expect(report).toContainText(`${bob.name} reports a message of ${ada.name}`);
  await expect(report).toContainText('something rude');
  await report.getByRole('button', { name: ada.name }).click();
  await expect(page.getByLabel('Name or email')).toHaveValue(ada.email);
  await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(1);
  await go('Reports');
  await report.getByRole('button', { name: 'Delete the message' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(report).toHaveCount(0);
  const log = await bob.rest<{ text: string | null }[]>(
    'GET',
    `/messages/conversation/${ada.conversationId()}?limit=100`,
  );
  expect(log.map(({ text }) => text)).not.toContain('something rude');

  await go('Users');
  await page.getByLabel('Name or email').fill(ada.name);
  await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(1);
  ada.expectRefusals();
  await page.getByRole('button', { name: 'Disable' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Disable' }).click();
  await expect(page.getByRole('main').getByRole('listitem')).toContainText('Disabled');
  await expect(ada.page.getByRole('heading', { name: 'Sign in to Parley' })).toBeVisible();

  await go('Audit log');
  for (const act of ['user.kick', 'conversation.broadcast', 'message.remove', 'user.disable']) {
    await expect(page.getByText(act).first()).toBeVisible();
  }
});
