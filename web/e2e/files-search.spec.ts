import { expect, test } from './fixtures';
import { lines } from './lines';

const PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

test('a picture and a file are sent, seen and looked at', async ({ pair: { ada, bob } }) => {
  await ada.page.locator('input[type=file]').setInputFiles([
    { name: 'dot.png', mimeType: 'image/png', buffer: Buffer.from(PIXEL, 'base64') },
    { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('a few notes') },
  ]);
  await expect(ada.page.getByRole('button', { name: 'Remove notes.txt' })).toBeVisible();
  await expect(ada.page.getByRole('progressbar')).toHaveCount(0);
  await ada.say('look at this');
  await bob.row(ada.name).click();
  await bob.message('look at this').getByRole('button', { name: 'Open dot.png' }).click();
  await expect(bob.page.getByRole('dialog', { name: 'dot.png' })).toBeVisible();
  await bob.page.keyboard.press('Escape');
  await expect(bob.page.getByRole('dialog')).toHaveCount(0);
  const file = bob.page.getByRole('link', { name: 'notes.txt', exact: true });
  const reply = await bob.context.request.get((await file.getAttribute('href'))!);
  expect(await reply.text()).toBe('a few notes');
});

test('a picture has its name also where one has jumped to, and before it is sent', async ({
  pair: { ada, bob },
}) => {
  const send = async (name: string, text: string) => {
    const file = { name, mimeType: 'image/png', buffer: Buffer.from(PIXEL, 'base64') };
    await ada.page.locator('input[type=file]').setInputFiles(file);
    await expect(ada.page.getByRole('progressbar')).toHaveCount(0);
    await ada.say(text);
  };
  const look = async (name: string) => {
    await ada.page.getByRole('button', { name: `Open ${name}` }).click();
    const open = ada.page.getByRole('dialog', { name });
    await expect(open.getByRole('link', { name })).toBeVisible();
    await ada.page.keyboard.press('Escape');
    await expect(open).toHaveCount(0);
  };
  await send('first.png', 'the very first');
  await expect(ada.message('the very first').getByRole('img', { name: 'Delivered' })).toBeVisible();
  const replyTo = await ada.newestId();
  const lines = Array.from({ length: 120 }, (_, i) => `line ${i + 1}.`);
  await ada.post(ada.conversationId(), lines);
  await ada.post(ada.conversationId(), ['about the beginning'], { replyTo });
  await ada.page.reload();
  const quote = ada.message('about the beginning').getByRole('button', { name: /^Answers/ });
  await quote.click();
  await look('first.png');

  await bob.rest('POST', `/users/block/${await ada.id()}`);
  await send('never.png', 'not taken');
  await expect(ada.message('not taken')).toContainText('Not sent');
  await look('never.png');
});

test('a voice message is played where it stands', async ({ pair: { ada, bob } }) => {
  await ada.page
    .locator('input[type=file]')
    .setInputFiles({ name: 'voice.wav', mimeType: 'audio/wav', buffer: tone(2) });
  await expect(ada.page.getByRole('progressbar')).toHaveCount(0);
  await ada.say('listen');
  await bob.row(ada.name).click();
  const player = bob.message('listen').locator('audio');
  const about = (what: 'duration' | 'currentTime') =>
    player.evaluate((audio: HTMLAudioElement, what) => audio[what], what);
  await expect.poll(() => about('duration')).toBe(2);
  await player.evaluate((audio: HTMLAudioElement) => audio.play());
  await expect.poll(() => about('currentTime')).toBeGreaterThan(0);
});

test('what was said is found and shown in its place', async ({ pair: { ada, bob } }) => {
  const id = ada.conversationId();
  await ada.post(id, ['the lighthouse keeper']);
  await ada.post(id, lines('line', 60));
  await bob.expectFound('lighthouse', 1);
  await bob.search.fill('lighthouse');
  const hit = bob.page.getByRole('region', { name: 'Messages' }).getByRole('button');
  await expect(hit.locator('mark')).toHaveText('lighthouse');
  await hit.click();
  const keeper = bob.message('the lighthouse keeper');
  await expect(keeper).toBeInViewport();
  await expect(keeper, 'the jump is over').not.toHaveClass(/bg-accent-soft/);
  await bob.search.fill('lighthouse');
  await hit.press('Enter');
  await expect(keeper).toBeFocused();

  await bob.page.getByRole('button', { name: 'Search in this conversation' }).click();
  const dialog = bob.page.getByRole('dialog');
  await dialog.getByLabel('Words to find').fill('line 60');
  await expect(dialog.locator('mark').first()).toBeVisible();
  await bob.page.keyboard.press('ArrowDown');
  await expect(dialog.getByRole('button').filter({ hasText: 'line 60' })).toBeFocused();
  await dialog.getByLabel('Words to find').press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect(bob.message('line 60.')).toBeInViewport();

  await bob.page.goto('/');
  await expect(bob.row(ada.name)).toBeVisible();
  await bob.page.keyboard.press('Control+k');
  await bob.page.getByRole('combobox').fill(ada.name);
  await expect(bob.page.getByRole('option').first()).toContainText(ada.name);
  await bob.page.keyboard.press('Enter');
  await expect(bob.page.getByRole('heading', { name: ada.name, exact: true })).toBeVisible();
});

const RATE = 8_000;

/** So many seconds of a quiet tone, as WAV. */
function tone(seconds: number): Buffer {
  const samples = Buffer.alloc(seconds * RATE);
  for (const at of samples.keys())
    samples[at] = 128 + 20 * Math.sin((at * 440 * 2 * Math.PI) / RATE);
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + samples.length, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  // PCM, one channel, and a byte a sample.
  for (const [at, value] of [
    [20, 1],
    [22, 1],
    [32, 1],
    [34, 8],
  ] as const)
    head.writeUInt16LE(value, at);
  head.writeUInt32LE(RATE, 24);
  head.writeUInt32LE(RATE, 28);
  head.write('data', 36);
  head.writeUInt32LE(samples.length, 40);
  return Buffer.concat([head, samples]);
}
