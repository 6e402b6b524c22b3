import { expect, test } from './fixtures';
import { lines } from './lines';
import type { Person } from './person';
import { hills } from './picture';
import { kept } from './snapshot';

test('pictures and faces that come late move nothing', async ({ pair: { ada, bob } }) => {
  const id = ada.conversationId();
  await ada.page.getByRole('button', { name: 'Settings' }).click();
  await ada.page.getByLabel('Change picture').setInputFiles(picture('face.png'));
  await expect(ada.page.getByRole('button', { name: 'Remove picture' })).toBeVisible();
  const { avatar } = await ada.rest<{ avatar: string }>('GET', '/auth/me');
  await ada.page.goto(`/c/${id}`);
  const lookout = await show(ada, 'the lookout');
  await ada.post(id, lines('later', 80));
  const pier = await show(ada, 'the pier');
  await bob.read(id);
  // What it begins with knows of all of them, and that they are read.
  await expect.poll(() => kept(bob.page)).toContain('"readSeq":84');
  await bob.goWithoutWorker();
  const [face, older, newer] = [
    await hold(bob, avatar),
    await hold(bob, lookout),
    await hold(bob, pier),
  ];

  await bob.row(ada.name).click();
  await expectNothingToMove(bob, 'the pier', () => (face(), newer()));
  await bob.page.getByRole('log').hover();
  await bob.page.mouse.wheel(0, -100_000);
  await expectNothingToMove(bob, 'the lookout', older);
});

function picture(name: string) {
  return { name, mimeType: 'image/png', buffer: hills(960, 600) };
}

/** Says it with a picture of that name, and something after it; where the picture is. */
async function show(person: Person, text: string): Promise<string> {
  await person.page.locator('input[type=file]').setInputFiles(picture(`${text}.png`));
  await expect(person.page.getByRole('progressbar')).toHaveCount(0);
  await person.say(text);
  await person.say(`after ${text}`);
  await expect(person.page.getByRole('img', { name: 'Sending' })).toHaveCount(0);
  const path = `/messages/conversation/${person.conversationId()}?limit=2`;
  const [, shown] = await person.rest<{ url: string }[]>('GET', path);
  return shown!.url;
}

/** A picture waits until the function given back is called. */
async function hold(person: Person, url: string): Promise<() => void> {
  let release!: () => void;
  const held = new Promise<void>((done) => (release = done));
  await person.page.route(`**${url}/**`, async (route) => {
    await held;
    await route.continue();
  });
  return release;
}

async function expectNothingToMove(
  person: Person,
  text: string,
  release: () => void,
): Promise<void> {
  const shown = person.page.getByRole('img', { name: `${text}.png` });
  const width = () => shown.evaluate((img: HTMLImageElement) => img.naturalWidth);
  await expect(shown).toBeInViewport();
  await expect(person.message(`after ${text}`)).toBeInViewport();
  // What was scrolled to has been measured.
  const places = () => placesOf(person);
  let before = await places();
  await expect
    .poll(async () => {
      const earlier = before;
      before = await places();
      return before === earlier;
    })
    .toBe(true);
  expect(await width(), 'not there yet').toBe(0);
  release();
  await expect.poll(width).toBeGreaterThan(0);
  await expect.poll(() => areFacesThere(person)).toBe(true);
  expect(await places()).toBe(before);
}

/** Where each message and each of its parts stands. */
function placesOf({ page }: Person): Promise<string> {
  return page.evaluate(() => {
    const parts = document.querySelectorAll(
      '[data-testid=message], [data-testid=message] [dir=auto]',
    );
    const places = [...parts].map((part) => {
      const { x, y, width, height } = part.getBoundingClientRect();
      return `${part.textContent}: ${x} ${y} ${width} ${height}`;
    });
    return places.join('\n');
  });
}

function areFacesThere({ page }: Person): Promise<boolean> {
  const faces = page.getByTestId('message').locator('img[alt=""]');
  return faces.evaluateAll((all) =>
    all.every((face) => (face as HTMLImageElement).naturalWidth > 0),
  );
}
