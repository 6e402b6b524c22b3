import { expect, test } from './fixtures';
import { lines } from './lines';
import type { Person } from './person';
import { kept } from './snapshot';

/** Some lines each: what is shown is much taller than a page guesses before it was drawn. */
function long(count: number): string[] {
  return lines('note', count).map((line) => `${line} ${'and so on, and on, '.repeat(20)}`);
}

/** How far somebody has read, by the server. */
async function readSeq(person: Person, conversationId: string): Promise<number> {
  const path = `/conversations/${conversationId}`;
  return (await person.rest<{ readSeq: number }>('GET', path)).readSeq;
}

test('a page opened by its address opens at the first of much that is unread', async ({
  pair: { ada, bob },
}) => {
  const id = ada.conversationId();
  await bob.page.goto('about:blank');
  await ada.post(id, lines('line', 60));
  // What is kept holds the newest of them.
  await bob.page.goto('/');
  await expect.poll(() => kept(bob.page)).toContain('"floor":41');
  await bob.page.goto(`/c/${id}`);
  await expect(bob.page.getByTestId('unread-divider')).toBeInViewport();
  await expect(bob.message('line 1.')).toBeInViewport();
  await expect.poll(() => readSeq(bob, id)).toBeGreaterThan(0);
  expect(await readSeq(bob, id)).toBeLessThan(50);
});

for (const how of ['by a click', 'by its address'] as const) {
  test(`long messages open at the first unread ${how}, and are read as they are seen`, async ({
    pair: { ada, bob },
  }) => {
    const id = ada.conversationId();
    await ada.post(id, long(15));
    await expect(bob.badge(ada.name)).toContainText('15');
    await expect.poll(() => kept(bob.page)).toContain('"unreadCount":15');
    if (how === 'by a click') await bob.row(ada.name).click();
    else await bob.page.goto(`/c/${id}`);
    await expect(bob.page.getByTestId('unread-divider')).toBeInViewport();
    await expect(bob.message('note 1.')).toBeInViewport();
    await expect.poll(() => readSeq(bob, id)).toBeGreaterThan(0);
    const shown = await bob.messages.evaluateAll((messages) => {
      const bottom = document.querySelector('[role=log]')!.getBoundingClientRect().bottom;
      return messages.filter((message) => message.getBoundingClientRect().top < bottom).length;
    });
    expect(await readSeq(bob, id)).toBeLessThanOrEqual(shown);
    // Who goes on to the end has read it.
    await bob.page.getByRole('button', { name: /new messages$/ }).click();
    await expect.poll(() => readSeq(bob, id)).toBe(15);
  });
}

test('who is at the end stays there while messages grow', async ({ pair: { ada, bob } }) => {
  const id = ada.conversationId();
  await ada.post(id, lines('line', 40));
  await bob.read(id);
  await bob.row(ada.name).click();
  await expect(bob.message('line 40.')).toBeInViewport({ ratio: 1 });
  const newest = await ada.rest<{ id: string }[]>('GET', `/messages/conversation/${id}?limit=6`);
  for (const [at, message] of newest.entries()) {
    await ada.rest('PUT', `/messages/${message.id}/reactions/${encodeURIComponent('👍')}`);
    await expect(bob.page.getByRole('button', { name: '👍' })).toHaveCount(at + 1);
    await expect(bob.message('line 40.')).toBeInViewport({ ratio: 1 });
  }
  await ada.say('and one more');
  await expect(bob.message('and one more')).toBeInViewport({ ratio: 1 });
});
