import { expect, test } from './fixtures';
import { PASSWORD } from './person';

test('friends are asked for, won, lost and blocked, live for both', async ({ meet }) => {
  const ada = await meet('ada');
  const bob = await meet('bob');
  await ada.page.getByRole('button', { name: 'People' }).click();
  await ada.page.getByLabel('Find somebody to add').fill(bob.name);
  await ada.page.getByRole('button', { name: 'Add friend' }).click();
  await expect(ada.page.getByRole('region', { name: 'Asked' })).toContainText(bob.name);

  await bob.page.getByRole('button', { name: 'People, 1 waiting for your answer' }).click();
  await bob.page.getByRole('button', { name: 'Accept' }).click();
  const friends = (person: typeof ada) => person.page.getByRole('region', { name: 'Friends' });
  await expect(friends(bob)).toContainText(ada.name);
  await expect(friends(ada)).toContainText(bob.name);
  await expect(friends(ada).getByRole('img', { name: 'Online' })).toBeVisible();

  await ada.page.getByRole('button', { name: `More about ${bob.name}` }).click();
  await ada.page.getByRole('menuitem', { name: 'Block' }).click();
  await ada.page.getByRole('dialog').getByRole('button', { name: 'Block' }).click();
  await expect(friends(bob)).not.toContainText(ada.name);
  await expect(ada.page.getByRole('region', { name: 'Blocked' })).toContainText(bob.name);
  await ada.page.getByRole('button', { name: 'Unblock' }).click();
  await expect(ada.page.getByRole('region', { name: 'Blocked' })).toHaveCount(0);
});

test('who is blocked is seen to be, and unblocked where one meets them', async ({
  pair: { ada, bob },
}) => {
  const { page } = ada;
  await page.getByRole('button', { name: 'Details' }).click();
  await page.getByRole('button', { name: 'Block' }).click();
  await page
    .getByRole('dialog', { name: /^Block/ })
    .getByRole('button', { name: 'Block' })
    .click();
  await expect(page.getByRole('dialog').getByRole('button', { name: 'Unblock' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByText(`You have blocked ${bob.name}.`)).toBeVisible();
  await expect(ada.composer).toHaveCount(0);
  await page.reload();
  await page
    .getByRole('region', { name: 'Blocked' })
    .getByRole('button', { name: 'Unblock' })
    .click();
  await ada.say('again');
  await expect(ada.message('again').getByRole('img', { name: /Sent|Delivered/ })).toBeVisible();
});

test('a group is renamed, gains, promotes and loses members, and is left', async ({ meet }) => {
  const ada = await meet('ada');
  const bob = await meet('bob');
  const cleo = await meet('cleo');
  await ada.createGroup('Book club', [bob.name]);
  const { page } = ada;
  await page.getByRole('button', { name: 'Details' }).click();
  const dialog = page.getByRole('dialog', { name: 'Details' });
  await dialog.getByLabel('Name', { exact: true }).fill('Night readers');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(bob.row('Night readers')).toBeVisible();
  await dialog.getByLabel('Add people').fill(cleo.name);
  await dialog.getByRole('button', { name: `Add ${cleo.name}` }).click();
  await cleo.row('Night readers').click();
  await expect(cleo.page.getByRole('region', { name: 'Night readers' })).toBeVisible();
  await dialog.getByRole('button', { name: `More about ${bob.name}` }).click();
  await page.getByRole('menuitem', { name: 'Make admin' }).click();
  await expect(dialog.getByRole('listitem').filter({ hasText: bob.name })).toContainText('Admin');
  await dialog.getByRole('button', { name: `More about ${cleo.name}` }).click();
  await page.getByRole('menuitem', { name: 'Remove from group' }).click();
  const sure = page.getByRole('dialog', { name: `Remove ${cleo.name} from the group?` });
  await sure.getByRole('button', { name: 'Remove from group' }).click();
  await expect(cleo.row('Night readers')).toHaveCount(0);
  const over = cleo.page.getByRole('heading', { name: '“Night readers” is not here any more' });
  await expect(over).toBeVisible();
  // Else the list of members may be asked for by who has left.
  await expect(dialog.getByRole('listitem').filter({ hasText: cleo.name })).toHaveCount(0);
  await dialog.getByRole('switch', { name: 'Mute' }).click();
  await expect(dialog.getByRole('switch', { name: 'Mute' })).toBeChecked();
  await dialog.getByRole('button', { name: 'Leave group' }).click();
  await page
    .getByRole('dialog', { name: 'Leave group' })
    .getByRole('button', { name: 'Leave group' })
    .click();
  await expect(ada.row('Night readers')).toHaveCount(0);
  await expect(page.getByRole('heading', { name: 'Pick a conversation' })).toBeVisible();
  await bob.row('Night readers').click();
  await expect(bob.page.getByText(`${ada.name} left.`)).toBeVisible();
});

test('who I am and how the page looks is mine to set', async ({ meet }) => {
  const ada = await meet('ada');
  const { page } = ada;
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByLabel('Username').fill(`${ada.name}-2`);
  await page.getByRole('region', { name: 'Profile' }).getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('complementary')).toContainText(`${ada.name}-2`);
  await page.getByText('High contrast').click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'contrast');
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'contrast');
  await expect(page.getByRole('region', { name: 'Devices' })).toContainText('This device');
  await page.getByText('have to ask first').click();
  await expect(page.getByRole('radio', { name: 'have to ask first' })).toBeChecked();
  await page.getByRole('button', { name: 'Delete account' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete account' });
  await dialog.getByLabel('Current password').fill(PASSWORD);
  await dialog.getByRole('button', { name: 'Delete account' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in to Parley' })).toBeVisible();
});

test('what fails in a dialog is said above it', async ({ meet }) => {
  const ada = await meet('ada');
  const bob = await meet('bob');
  const { page } = ada;
  await ada.find(bob.name);
  ada.expectServerAway();
  await page.route('**/settings', (route) => route.abort());
  await page.getByRole('button', { name: 'Details' }).click();
  // Each is said for five seconds.
  await expect(async () => {
    for (const toggle of ['Mute', 'Archive']) {
      await page.getByRole('switch', { name: toggle }).click();
      // Whatever is shown as a popover after the dialog lies above it.
      const said = page.locator(':popover-open').getByText('The server cannot be reached');
      await expect(said.last()).toBeVisible();
    }
    await expect(page.locator(':popover-open p')).toHaveCount(2, { timeout: 6_000 });
  }).toPass();
});
