import { expect, test } from './fixtures';
import { lines } from './lines';

const COUNT = 150;

test('older messages load above without moving what is read', async ({ pair: { ada } }) => {
  const texts = Array.from({ length: COUNT }, (_, i) => `line ${i + 1} ${'words '.repeat(i % 9)}`);
  await ada.post(ada.conversationId(), texts);
  await ada.page.reload();
  await expect(ada.message(`line ${COUNT} `)).toBeVisible();

  const log = ada.page.getByRole('log');
  const oldest = () => ada.messages.first().innerText();
  let moved = 0;
  while (!/line 1 /.test(await oldest())) {
    moved = Math.max(moved, await log.evaluate(scrollUpAndWatch));
  }
  expect(moved, 'the furthest a message moved by itself, in pixels').toBeLessThanOrEqual(2);
});

test('opens at the first unread message and reads on from there', async ({
  pair: { ada, bob },
}) => {
  await ada.post(ada.conversationId(), lines('line', 70));
  await expect(bob.badge(ada.name)).toContainText('70');
  await bob.row(ada.name).click();
  await expect(bob.page.getByTestId('unread-divider')).toBeInViewport();
  await expect(bob.message('line 1.')).toBeInViewport();
  // The mark moves on, the divider stays.
  await expect(bob.badge(ada.name)).not.toContainText('70');
  await expect(bob.page.getByTestId('unread-divider')).toBeInViewport();
  await ada.say('a live one');
  await bob.page.getByRole('button', { name: /new messages?|latest message/ }).click();
  await expect(bob.message('a live one')).toBeInViewport();
  await expect(bob.badge(ada.name)).toHaveCount(0);
});

test('opens there too before the count of what is unread has come', async ({
  pair: { ada, bob },
}) => {
  await bob.row(ada.name).click();
  await bob.page.goto('/');
  await bob.page.route('**/api/v1/conversations?*', () => undefined);
  await ada.say('before');
  // What it had missed would come with its count.
  await expect(ada.message('before').getByRole('img', { name: 'Delivered' })).toBeVisible();
  await bob.read(ada.conversationId());
  await ada.post(ada.conversationId(), lines('line', 70));
  await expect(bob.row(ada.name)).toContainText('line 70');
  await expect(bob.badge(ada.name)).toHaveCount(0);
  await bob.row(ada.name).click();
  await expect(bob.page.getByTestId('unread-divider')).toBeInViewport();
  await expect(bob.message('line 1.')).toBeInViewport();
});

test('who scrolls up through thousands of messages comes down again to the newest @long', async ({
  meet,
}) => {
  test.setTimeout(1_200_000); // some fifty pages, watched
  const ada = await meet('ada');
  const bob = await meet('bob');
  await ada.find(bob.name);
  const count = 2_300;
  await ada.post(ada.conversationId(), lines('line', count));
  await ada.page.reload();
  await expect(ada.message(`line ${count}.`)).toBeVisible();
  const log = ada.page.getByRole('log');
  const oldest = () => ada.messages.first().innerText();
  let moved = 0;
  while (!/line 1\./.test(await oldest())) {
    await log.evaluate((element) => element.scrollTo(0, 500));
    moved = Math.max(moved, await log.evaluate(scrollUpAndWatch));
  }
  expect(moved, 'the furthest a message moved by itself, in pixels').toBeLessThanOrEqual(2);
  // What is in the DOM need not be in view yet.
  await log.evaluate((element) => element.scrollTo(0, 0));
  await bob.rest('POST', '/messages', { conversationId: ada.conversationId(), text: 'a live one' });
  await expect(ada.row(bob.name)).toContainText('a live one');
  await expect(ada.message('line 1.').first()).toBeInViewport();
  const newest = ada.message('a live one');
  while (!(await newest.isVisible())) {
    await log.evaluate((element) => element.scrollTo(0, element.scrollHeight));
  }
  await expect(newest).toBeInViewport();
});

/** Scrolls up a little, then tells how far the message in the middle moved without being asked. */
function scrollUpAndWatch(log: Element): Promise<number> {
  const middle = () => {
    const half = log.getBoundingClientRect().top + log.clientHeight / 2;
    const rows = [...log.querySelectorAll('[data-testid=message]')];
    return rows.find((row) => row.getBoundingClientRect().bottom > half);
  };
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  return (async () => {
    // As by a wheel: who moves is not put anywhere any more when the page has caught up.
    log.dispatchEvent(new WheelEvent('wheel', { bubbles: true }));
    log.scrollBy(0, -400);
    await frame();
    await frame();
    const watched = middle();
    if (!watched) return 0;
    const text = watched.textContent;
    const before = watched.getBoundingClientRect().top;
    for (let i = 0; i < 9; i++) await frame();
    const same = [...log.querySelectorAll('[data-testid=message]')].find(
      (row) => row.textContent === text,
    );
    return same ? Math.abs(same.getBoundingClientRect().top - before) : Infinity;
  })();
}
