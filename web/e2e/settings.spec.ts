import { expect, test } from './fixtures';
import { PASSWORD } from './person';
import { hills } from './picture';

const NEXT = 'another horse altogether';

test('a picture is set and taken away, and others see it', async ({ meet }) => {
  const ada = await meet('ada');
  const bob = await meet('bob');
  await bob.find(ada.name);
  await bob.say('hello');
  await ada.page.getByRole('button', { name: 'Settings' }).click();
  const file = { name: 'hills.png', mimeType: 'image/png' };
  const input = ada.page.getByRole('main').locator('input[type=file]');
  const shown = ada.page.locator('aside footer img');
  await input.setInputFiles({ ...file, buffer: Buffer.from('not a picture') });
  await expect(ada.page.getByText('This file is no picture that can be shown.')).toBeVisible();
  await expect(ada.page.getByRole('button', { name: 'Remove picture' })).toHaveCount(0);
  await input.setInputFiles({ ...file, buffer: hills(64, 64) });
  await expect(shown).toBeVisible();
  await bob.page.reload();
  await expect(bob.row(ada.name).locator('img')).toBeVisible();
  await ada.page.getByRole('button', { name: 'Remove picture' }).click();
  await expect(shown).toHaveCount(0);
});

test('another device is ended, and a new password ends the rest', async ({ meet, device }) => {
  const ada = await meet('ada');
  const { page } = ada;
  const phone = await device(ada.name, PASSWORD);
  phone.expectRefusals();
  const away = phone.page.getByRole('heading', { name: 'Sign in to Parley' });
  await page.getByRole('button', { name: 'Settings' }).click();
  const devices = page.getByRole('region', { name: 'Devices' });
  await devices.getByRole('button', { name: 'Sign out' }).click();
  await expect(away).toBeVisible();
  await expect(phone.page.getByText('You have been signed out')).toBeVisible();
  await expect(devices.getByRole('listitem')).toHaveCount(1);

  await phone.page.goto('about:blank');
  await phone.signIn(PASSWORD);
  const form = page.getByRole('region', { name: 'Password' });
  await page.reload();
  await expect(devices.getByRole('listitem')).toHaveCount(2);
  await form.getByLabel('Current password').fill(PASSWORD);
  await form.getByLabel('New password').fill(NEXT);
  await form.getByRole('button', { name: 'Change password' }).click();
  await expect(page.getByText('Saved.')).toBeVisible();
  await expect(devices.getByRole('listitem')).toHaveCount(1);
  await expect(away).toBeVisible();
  await phone.page.goto('about:blank');
  await phone.signIn(NEXT);
  await expect(phone.account(ada.name)).toBeVisible();
});
