import { expect, test } from './fixtures';
import { PageWorker } from './worker';

test('notifications are offered once, and can be refused', async ({ notified: { ada, bob } }) => {
  const offer = bob.page.getByRole('region', { name: 'Notifications' });
  await expect(offer).toBeHidden();
  await ada.find(bob.name);
  await ada.say('hello');
  await expect(offer).toBeVisible();
  await offer.getByRole('button', { name: 'Not now' }).click();
  await expect(offer).toBeHidden();
  await bob.page.reload();
  // From the server too, not only from what was seen last.
  await ada.say('hello again');
  await expect(bob.row(ada.name)).toContainText('hello again');
  await expect(offer).toBeHidden();
});

test('tabs that nobody looks at tell once, a muted conversation only of who is named', async ({
  notified: { ada, bob },
  server,
}) => {
  await ada.createGroup('Engines', [bob.name]);
  await ada.say('zero');
  await bob.page.getByRole('button', { name: 'Turn on' }).click();
  const second = await bob.tab();
  await second.page.goto('/');
  await expect(second.row('Engines')).toBeVisible();
  const worker = await PageWorker.of(bob.context, bob.page, server.url);

  // Read in the one tab: the other is quiet too.
  await bob.looks(false);
  await ada.say('while the second tab has the focus');
  for (const tab of [bob, second]) {
    await expect(tab.row('Engines')).toContainText('while the second');
  }
  await second.looks(false);
  await ada.say('while nobody looks');
  await expect
    .poll(() => worker.shown())
    .toMatchObject([{ title: `${ada.name} · Engines`, body: 'while nobody looks' }]);

  await bob.settings(ada.conversationId(), { muted: true });
  for (const tab of [bob, second]) {
    await expect(tab.row('Engines').getByRole('img', { name: 'Muted' })).toBeVisible();
  }
  await ada.say('nothing for Bob');
  await ada.post(ada.conversationId(), [`but this is, @${bob.name}`]);
  await expect
    .poll(async () => (await worker.shown()).map(({ body }) => body))
    .toEqual(['while nobody looks', `but this is, @${bob.name}`]);
});
