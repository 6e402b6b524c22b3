import { expect, test } from './fixtures';
import { Person } from './person';

test('a tab behind another one reads nothing until it is before it again', async ({
  pair: { ada, bob },
  tabs,
  server,
}) => {
  await ada.say('one');
  await tabs.addCookies(await bob.context.cookies());
  await bob.page.close();
  const back = await Person.at(tabs, bob.name);
  await back.page.goto(`${server.url}/#signed-in`);
  await back.row(ada.name).click();
  await expect(ada.message('one').getByRole('img', { name: 'Read' })).toBeVisible();

  const front = await tabs.newPage();
  const visibility = () => back.page.evaluate(() => document.visibilityState);
  await expect.poll(visibility).toBe('hidden');
  await ada.say('two');
  await expect(back.page).toHaveTitle('(1) Parley');
  await expect(back.message('two')).toBeAttached();
  await expect(ada.message('two').getByRole('img', { name: 'Delivered' })).toBeVisible();

  await back.page.bringToFront();
  await expect.poll(visibility).toBe('visible');
  await expect(ada.message('two').getByRole('img', { name: 'Read' })).toBeVisible();
  await expect(back.page).toHaveTitle('Parley');
  back.expectNoComplaints();
  await front.close();
});
