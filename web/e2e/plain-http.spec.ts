import { UNTRUSTED } from './chromium';
import { expect, test } from './fixtures';

test('a page that came by plain http from elsewhere does all that a chat needs', async ({
  meet,
  server,
}) => {
  const bob = await meet('bob');
  const ada = await meet('ada', 'by form', `http://${UNTRUSTED}:${server.port}`);
  expect(await ada.page.evaluate(() => isSecureContext)).toBe(false);
  await ada.find(bob.name);
  await ada.say('over the wire as it is');
  await bob.row(ada.name).click();
  await bob.say('and back');
  await expect(ada.message('and back')).toBeVisible();

  const second = await ada.tab();
  await second.page.goto('/');
  await second.row(bob.name).click();
  await second.say('from another tab');
  await expect(ada.message('from another tab')).toBeVisible();
  await bob.say('to both');
  for (const tab of [ada, second]) await expect(tab.message('to both')).toBeVisible();

  await ada.menu('to both', 'Reply');
  await expect(ada.composer).toBeFocused();
  await ada.message('to both').click({ button: 'right' });
  await expect(ada.page.getByRole('menuitem', { name: 'Pin' })).toBeVisible();
  await expect(ada.page.getByRole('menuitem', { name: 'Copy text' })).toHaveCount(0);
  await ada.page.keyboard.press('Escape');
  await ada.page.getByRole('button', { name: 'Settings' }).click();
  await expect(ada.page.getByRole('switch', { name: 'Notify me of new messages' })).toBeDisabled();
});
