import { expect, test } from './fixtures';

test('names and emojis are offered while one types, and what is named is told', async ({
  meet,
}) => {
  const ada = await meet('ada');
  const bob = await meet('bob');
  const cleo = await meet('cleo');
  await ada.createGroup('Book club', [bob.name, cleo.name]);
  await expect(ada.page.getByText('3 members')).toBeVisible();
  const { composer, page } = ada;
  await composer.pressSequentially('ask @bo');
  const names = page.getByRole('listbox', { name: 'People to name' });
  await expect(names.getByRole('option')).toHaveText([new RegExp(bob.name)]);
  await composer.press('Enter');
  await expect(composer).toHaveValue(`ask @${bob.name} `);
  await composer.pressSequentially(':smi');
  await expect(page.getByRole('option').first()).toHaveAttribute('aria-selected', 'true');
  await composer.press('Escape');
  await expect(page.getByRole('listbox')).toHaveCount(0);
  await composer.pressSequentially('le: ');
  await expect(composer).toHaveValue(`ask @${bob.name} 😄 `);
  await page.getByRole('button', { name: 'Emojis' }).click();
  await page.getByLabel('Search emojis').fill('tada');
  await expect(page.getByRole('button', { name: 'tada', exact: true })).toBeVisible();
  await page.getByLabel('Search emojis').press('Enter');
  await expect(composer).toHaveValue(`ask @${bob.name} 😄 🎉`);
  await expect(composer).toBeFocused();
  await composer.press('Enter');
  await expect(ada.message('🎉')).toBeVisible();
  await expect(bob.row('Book club').getByRole('img', { name: 'You are named' })).toBeVisible();
  await expect(cleo.row('Book club')).toContainText('🎉');
  await expect(cleo.row('Book club').getByRole('img', { name: 'You are named' })).toHaveCount(0);
});

test('a draft waits in its conversation, also after the tab was closed', async ({ meet }) => {
  const ada = await meet('ada');
  const bob = await meet('bob');
  const cleo = await meet('cleo');
  await ada.find(bob.name);
  await ada.composer.fill('for bob, later');
  await ada.find(cleo.name);
  await expect(ada.composer).toHaveValue('');
  await expect(ada.row(bob.name)).toContainText('Draft: for bob, later');
  const again = await ada.tab();
  await ada.page.close();
  await again.page.goto('/');
  await again.row(bob.name).click();
  await expect(again.composer).toHaveValue('for bob, later');
  await again.composer.press('Enter');
  await expect(again.message('for bob, later')).toBeVisible();
  await expect(again.composer).toHaveValue('');
});
