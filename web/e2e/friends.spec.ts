import { expect, test } from './fixtures';
import type { Person } from './person';
import { hills } from './picture';

/** A part of the screen of people. */
const part = ({ page }: Person, name: string) => page.getByRole('region', { name, exact: true });

/** Something there has the focus: the page itself is what is left when it was lost. */
async function expectFocusKept({ page }: Person): Promise<void> {
  await expect(page.locator(':focus')).toHaveCount(1);
}

const ask = async (from: Person, to: Person) =>
  from.rest('POST', '/friends/requests', { toUserId: await to.id() });

test('a request is declined, taken back, and found by whoever looks for its sender', async ({
  meet,
}) => {
  const ada = await meet('ada');
  const bob = await meet('bob');
  await ada.page.getByRole('button', { name: 'People' }).click();
  await ask(bob, ada);
  await part(ada, 'Friend requests').getByRole('button', { name: 'Decline' }).click();
  await expect(part(ada, 'Friend requests')).toHaveCount(0);
  await expectFocusKept(ada);

  await ask(ada, bob);
  await bob.page.getByRole('button', { name: 'People, 1 waiting for your answer' }).click();
  await part(ada, 'Asked').getByRole('button', { name: 'Take back' }).click();
  await expect(part(bob, 'Friend requests')).toHaveCount(0);
  await expect(part(ada, 'Asked')).toHaveCount(0);
  await expectFocusKept(ada);

  await ask(bob, ada);
  await expect(part(ada, 'Friend requests')).toContainText(bob.name);
  await ada.page.getByLabel('Find somebody to add').fill(bob.name);
  const found = ada.page.getByRole('listitem').filter({ hasText: bob.name }).first();
  await expect(found.getByRole('button', { name: 'Add friend' })).toHaveCount(0);
  await found.getByRole('button', { name: 'Accept' }).click();
  await expect(part(ada, 'Friends')).toContainText(bob.name);
});

test('a friendship ends only for who is sure of it', async ({ meet }) => {
  const ada = await meet('ada');
  const bob = await meet('bob');
  const { id } = await bob.rest<{ id: string }>('POST', '/friends/requests', {
    toUserId: await ada.id(),
  });
  await ada.rest('POST', `/friends/requests/${id}/accept`);
  await ada.page.getByRole('button', { name: 'People' }).click();
  const sure = ada.page.getByRole('dialog', { name: `Remove ${bob.name} from your friends?` });
  const begin = async () => {
    await part(ada, 'Friends')
      .getByRole('button', { name: `More about ${bob.name}` })
      .click();
    await ada.page.getByRole('menuitem', { name: 'Remove friend' }).click();
    await expect(sure.getByRole('button', { name: 'Cancel' })).toBeFocused();
  };
  await begin();
  await ada.page.keyboard.press('Enter');
  await expect(sure).toHaveCount(0);
  await expect(part(ada, 'Friends')).toContainText(bob.name);
  await begin();
  await sure.getByRole('button', { name: 'Remove friend' }).click();
  await expect(part(ada, 'Friends')).not.toContainText(bob.name);
  await expectFocusKept(ada);
});

test('who wants to be asked is invited to a group, and joins by accepting', async ({ meet }) => {
  const ada = await meet('ada');
  const bob = await meet('bob');
  const cleo = await meet('cleo');
  await bob.rest('PUT', '/users/settings', { strangers: 'ask' });
  await ada.createGroup('Book club', [cleo.name]);
  await ada.page.getByRole('button', { name: 'Details' }).click();
  await ada.page.getByLabel('Add people').fill(bob.name);
  await ada.page.getByRole('button', { name: `Add ${bob.name}` }).click();
  // Outside of the dialog nobody would hear it.
  const heard = ada.page.getByRole('dialog').getByRole('status');
  await expect(heard).toHaveText('They join once they accept.');
  await bob.page.getByRole('button', { name: 'People, 1 waiting for your answer' }).click();
  await expect(part(bob, 'Invitations to groups')).toContainText(`${ada.name} invites you`);
  await part(bob, 'Invitations to groups').getByRole('button', { name: 'Accept' }).click();
  await expect(bob.row('Book club')).toBeVisible();
  await expect(part(bob, 'Invitations to groups')).toHaveCount(0);
  await expectFocusKept(bob);
});

test('a group gets a picture, and ends for everybody', async ({ meet }) => {
  const ada = await meet('ada');
  const bob = await meet('bob');
  await ada.createGroup('Book club', [bob.name]);
  await ada.page.getByRole('button', { name: 'Details' }).click();
  const details = ada.page.getByRole('dialog', { name: 'Details' });
  const picture = { name: 'hills.png', mimeType: 'image/png', buffer: hills(64, 64) };
  await details.getByLabel('Change picture').setInputFiles(picture);
  await expect(bob.row('Book club').locator('img')).toBeVisible();
  await details.getByRole('button', { name: 'Delete group' }).click();
  const sure = ada.page.getByRole('dialog', { name: 'Delete group' });
  await sure.getByRole('button', { name: 'Delete group' }).click();
  for (const person of [ada, bob]) await expect(person.row('Book club')).toHaveCount(0);
  await expect(ada.page.getByRole('heading', { name: 'Pick a conversation' })).toBeVisible();
});

test('who was chosen for a group is taken out again without losing the focus', async ({ meet }) => {
  const ada = await meet('ada');
  const bob = await meet('bob');
  const { page } = ada;
  await page.getByRole('button', { name: 'New group' }).click();
  const dialog = page.getByRole('dialog', { name: 'New group' });
  await dialog.getByLabel('Add people').fill(bob.name);
  await dialog.getByRole('button').filter({ hasText: bob.name }).click();
  const remove = dialog.getByRole('button', { name: `Remove ${bob.name}` });
  await remove.press('Enter');
  await expect(remove).toHaveCount(0);
  await expectFocusKept(ada);
});
