import { expect, test } from './fixtures';

test('at midnight today becomes yesterday, on a page that stays open', async ({
  pair: { ada, bob },
}) => {
  await ada.say('good night');
  await expect(ada.message('good night').getByRole('img', { name: 'Delivered' })).toBeVisible();
  const path = `/messages/conversation/${ada.conversationId()}?limit=1`;
  const [said] = await ada.rest<{ createdAt: string }[]>('GET', path);
  const { page } = ada;
  const midnight = await page.evaluate((at) => new Date(at).setHours(24, 0, 0, 0), said!.createdAt);
  await page.clock.install({ time: midnight - 600_000 });
  await page.reload();
  const day = (name: string) => page.getByRole('log').getByText(name, { exact: true });
  await expect(day('Today')).toBeVisible();
  await expect(ada.row(bob.name).getByRole('time')).toHaveText(/^\d\d:\d\d$/);

  await page.clock.fastForward(601_000);
  await expect(day('Yesterday')).toBeVisible();
  await expect(day('Today')).toHaveCount(0);
  await expect(ada.row(bob.name).getByRole('time')).toHaveText('Yesterday');
});
