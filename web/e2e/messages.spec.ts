import { expect, test } from './fixtures';
import { lines } from './lines';

test('a message is answered, reacted to, edited, pinned and deleted, live for both', async ({
  pair: { ada, bob },
}) => {
  await ada.say('Shall we meet at ten?');
  await ada.say('At the clock');
  await bob.row(ada.name).click();

  await bob.menu('Shall we meet', 'Reply');
  await expect(bob.page.getByText(`Replying to ${ada.name}`)).toBeVisible();
  await bob.say('Ten is good');
  const quote = ada.message('Ten is good').getByRole('button', { name: /^Answers/ });
  await expect(quote).toContainText('Shall we meet at ten?');

  await bob.menu('At the clock', 'React with 👍');
  const reaction = ada.message('At the clock').getByRole('button', { name: `👍 by ${bob.name}` });
  await expect(reaction).toHaveAttribute('aria-pressed', 'false');
  await reaction.click();
  await expect(
    bob.message('At the clock').getByRole('button', { name: `👍 by You, ${ada.name}` }),
  ).toContainText('2');
  await bob.menu('At the clock', 'Who reacted');
  const reactions = bob.page.getByRole('dialog', { name: 'Reactions' });
  await expect(reactions.getByRole('listitem')).toContainText(['You', ada.name]);
  await bob.page.keyboard.press('Escape');

  await ada.composer.press('ArrowUp');
  await expect(ada.composer).toHaveValue('At the clock');
  await ada.say('At the old clock');
  await expect(bob.message('At the old clock')).toContainText('(edited)');
  await expect(ada.composer).toHaveValue('');

  await bob.menu('Shall we meet', 'Pin');
  await expect(ada.page.getByRole('button', { name: '1 pinned' })).toBeVisible();

  await bob.menu('Ten is good', 'Delete');
  await bob.page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(ada.message('This message was deleted.')).toBeVisible();
  await expect(ada.message('Ten is good')).toHaveCount(0);
});

test('an answer to what was deleted meanwhile goes without its quote', async ({
  pair: { ada, bob },
}) => {
  await ada.say('Forget this');
  await bob.row(ada.name).click();
  await bob.menu('Forget this', 'Reply');
  await ada.menu('Forget this', 'Delete');
  await ada.page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(bob.message('This message was deleted.')).toBeVisible();
  await bob.say('Too late');
  const unsent = bob.message('Too late');
  await expect(unsent).toContainText('What you answer is not there any more.');
  await unsent.getByRole('button', { name: 'Send without the quote' }).click();
  await expect(ada.message('Too late')).toBeVisible();
});

test('a quote leads to where it was said, however far, and back', async ({ pair: { ada } }) => {
  const id = ada.conversationId();
  await ada.post(id, ['the very first']);
  const replyTo = await ada.newestId();
  await ada.post(id, lines('line', 120));
  await ada.post(id, ['about the beginning'], { replyTo });
  await ada.page.reload();
  await ada
    .message('about the beginning')
    .getByRole('button', { name: /^Answers/ })
    .click();
  await expect(ada.message('the very first').first()).toBeInViewport();
  await ada.page.getByRole('button', { name: 'Back', exact: true }).click();
  await expect(ada.message('about the beginning')).toBeInViewport();
});

test('the keyboard alone reaches every message and its menu', async ({ pair: { ada } }) => {
  for (const text of ['one', 'two', 'three']) await ada.say(text);
  await expect(ada.message('three').getByRole('img', { name: 'Delivered' })).toBeVisible();
  await ada.page.getByRole('log').focus();
  await ada.page.keyboard.press('ArrowUp');
  await expect(ada.message('three')).toBeFocused();
  await ada.page.keyboard.press('ArrowUp');
  await expect(ada.message('two')).toBeFocused();
  await ada.page.keyboard.press('Enter');
  await expect(ada.page.getByRole('menu')).toBeVisible();
  await ada.page.keyboard.press('Escape');
  await expect(ada.message('two')).toBeFocused();
  await ada.page.keyboard.press('Enter');
  await expect(ada.page.getByRole('menu').getByRole('menuitem').first()).toBeFocused();
  await ada.page.keyboard.press('ArrowRight');
  await ada.page.keyboard.press('Enter');
  await expect(ada.message('two').getByRole('button', { name: '❤️ by You' })).toBeVisible();
});

test('the tools of a message taller than the window stay in view', async ({ pair: { ada } }) => {
  await ada.say(lines('tall', 80).join('\n'));
  await expect(ada.message('tall 80.')).toBeInViewport();
  await ada.message('tall 80.').hover({ position: { x: 200, y: 1_500 } });
  await expect(ada.page.getByRole('button', { name: 'Reply', exact: true })).toBeInViewport();
});

test('the focus comes back to the message from what its tools open', async ({ meet }) => {
  const ada = await meet('ada');
  const bob = await meet('bob');
  await ada.find(bob.name);
  await ada.say('one');
  await expect(ada.message('one').getByRole('img', { name: 'Delivered' })).toBeVisible();
  await ada.page.getByRole('log').focus();
  await ada.page.keyboard.press('ArrowUp');
  for (const [tool, opens] of [
    ['React', 'dialog'],
    ['More', 'menu'],
  ] as const) {
    await ada.message('one').getByRole('button', { name: tool, exact: true }).focus();
    await ada.page.keyboard.press('Enter');
    await expect(ada.page.getByRole(opens)).toBeVisible();
    await ada.page.keyboard.press('Escape');
    await expect(ada.page.getByRole(opens)).toHaveCount(0);
    await expect(ada.message('one')).toBeFocused();
  }
});

test('an edit begins with the words as they are by now', async ({ meet }) => {
  const ada = await meet('ada');
  const bob = await meet('bob');
  await ada.find(bob.name);
  await ada.say('at ten');
  await expect(ada.message('at ten').getByRole('img', { name: 'Delivered' })).toBeVisible();
  const id = await ada.newestId();
  await ada.message('at ten').click({ button: 'right' });
  const edit = ada.page.getByRole('menuitem', { name: 'Edit' });
  await expect(edit).toBeVisible();
  await ada.rest('PUT', `/messages/${id}`, { text: 'at eleven' });
  await expect(ada.message('at eleven')).toBeVisible();
  await edit.click();
  await expect(ada.composer).toHaveValue('at eleven');
});
