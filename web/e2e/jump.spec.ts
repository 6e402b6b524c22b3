import { expect, test } from './fixtures';
import { lines } from './lines';
import type { Person } from './person';

const COUNT = 600;

test('far jumps take a request or two, and one scrolls on from there', async ({
  pair: { ada, bob },
}) => {
  await ada.post(ada.conversationId(), lines('line', COUNT));
  await expect(bob.badge(ada.name)).toContainText(String(COUNT));
  let pages = countPages(bob);
  await bob.row(ada.name).click();
  await expect(bob.page.getByTestId('unread-divider')).toBeInViewport();
  await expect(bob.message('line 1.').first()).toBeInViewport();
  expect(pages()).toBeLessThanOrEqual(2);

  const log = bob.page.getByRole('log');
  const further = bob.message('line 60.');
  // Less than what is in the DOM beyond the window, so that none is passed by.
  while (!(await further.isVisible())) {
    await log.evaluate(scrollAndSee);
  }
  await expect(bob.badge(ada.name)).not.toContainText(String(COUNT));

  await bob.page.getByRole('button', { name: /new messages?|latest message/ }).click();
  await expect(bob.message(`line ${COUNT}.`)).toBeInViewport();
  await expect(bob.badge(ada.name)).toHaveCount(0);

  const [first] = await bob.rest<{ id: string }[]>(
    'GET',
    `/messages/conversation/${bob.conversationId()}?limit=1&aroundSeq=20`,
  );
  await ada.post(ada.conversationId(), ['look up there'], { replyTo: first!.id });
  await expect(bob.message('look up there')).toBeInViewport();
  pages = countPages(bob);
  await bob
    .message('look up there')
    .getByRole('button', { name: /line 20\./ })
    .click();
  await expect(bob.message('line 20.')).toBeInViewport();
  expect(pages()).toBeLessThanOrEqual(2);
  await ada.say('meanwhile');
  await expect(bob.row(ada.name)).toContainText('meanwhile');
  await expect(bob.message('line 20.')).toBeInViewport();
  await bob.page.getByRole('button', { name: 'Back' }).click();
  await expect(bob.message('look up there')).toBeInViewport();
  await bob.say('mine');
  await expect(bob.message('mine')).toBeInViewport();
});

/** A little further down, until that is drawn. */
function scrollAndSee(log: Element): Promise<void> {
  log.scrollBy(0, 100);
  return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())));
}

/** How many pages of history that browser asks for from here on. */
function countPages(person: Person): () => number {
  let pages = 0;
  person.page.on('request', (request) => {
    if (request.url().includes('/messages/conversation/')) pages++;
  });
  return () => pages;
}

test('what is at hand is shown while the network is away, however much is unread', async ({
  meet,
  network,
}) => {
  const ada = await meet('ada');
  const bob = await meet('bob', undefined, network.url);
  await bob.page.goto('about:blank');
  await ada.find(bob.name);
  const lines = Array.from({ length: 100 }, (_, i) => `line ${i + 1}.`);
  await ada.post(ada.conversationId(), lines);
  // Of what is new to it a page has the end alone.
  await bob.page.goto('/');
  await expect(bob.badge(ada.name)).toBeVisible();
  bob.expectServerAway();
  // Never answered, as by a network that swallows everything.
  await bob.page.route('**/messages/conversation/**', () => undefined);
  network.refuse(true);
  network.cut();
  await expect(bob.page.getByText('No connection. Reconnecting')).toBeVisible();
  await bob.row(ada.name).click();
  // Less than the fifteen seconds after which a request is given up.
  await expect(bob.message('line 81.')).toBeInViewport({ timeout: 12_000 });
  await bob.context.close();
});
