import type { CDPSession, Page } from '@playwright/test';
import { expect, test } from '../e2e/fixtures';
import type { Person } from '../e2e/person';
import { scriptBytes } from '../e2e/script-bytes';
import { forget } from '../e2e/snapshot';
import { median, table, type Figure } from './measure';

// More than anybody sends in a minute.
process.env.PARLEY_LIMITS_ENABLED = 'false';

const CONVERSATIONS = 20;
const MESSAGES = 100_000;
const SLOWED = 4;
const ROUNDS = 5;
const FRAMES = 600;

test('how fast the page is', async ({ meet }) => {
  const ada = await meet('ada');
  const { page } = ada;
  // Where a picture is opened to forget by, the browser asks for an icon.
  ada.expectRefusals();
  // Before the service worker has them: it tells their sizes unpacked.
  const bytes = `${((await scriptBytes(page)) / 1_000).toFixed(0)} kB`;
  const names = await conversations(ada);
  const cdp = await page.context().newCDPSession(page);
  const figures: Figure[] = [];

  figures.push(['script fetched for the first view, compressed', bytes]);
  figures.push(['first load, nothing cached', await usable(page, cdp, 1, 'cold')]);
  figures.push([`the same, CPU ${SLOWED}× slowed`, await usable(page, cdp, SLOWED, 'cold')]);
  figures.push(['reload to the list of conversations', await usable(page, cdp, 1)]);
  figures.push([`the same, CPU ${SLOWED}× slowed`, await usable(page, cdp, SLOWED)]);
  figures.push(['a conversation seen before, click to frame', await opening(ada, names, cdp, 1)]);
  figures.push([`the same, CPU ${SLOWED}× slowed`, await opening(ada, names, cdp, SLOWED)]);
  figures.push(['Enter to the frame with one’s message', await sending(ada)]);
  await page.context().setOffline(true);
  ada.expectServerAway();
  figures.push(['the same without a network', await sending(ada)]);
  await page.context().setOffline(false);

  const id = ada.conversationId();
  const messages = Array.from({ length: MESSAGES }, (_, i) =>
    i === 0 ? 'the very first of them' : `message ${i} ${'of some words '.repeat(i % 7)}`,
  );
  await ada.post(id, messages);
  await page.reload();
  await expect(ada.message(`message ${MESSAGES - 1}`)).toBeVisible();
  figures.push(...(await scrolling(page, cdp, 'up, with loading', -300)));
  figures.push([`back to the first of ${MESSAGES} messages, by search`, await toFirst(ada)]);
  figures.push(...(await scrolling(page, cdp, 'down from there', 300)));
  figures.push(['a key there, to the frame with its letter', await typing(ada)]);
  console.log(table(figures));
});

async function conversations(ada: Person): Promise<string[]> {
  const names = Array.from({ length: CONVERSATIONS }, (_, i) => `group ${i}.`);
  for (const name of names) {
    const { id } = await ada.rest<{ id: string }>('POST', '/conversations', {
      name,
      type: 'group',
      userIds: [],
    });
    await ada.post(
      id,
      Array.from({ length: 30 }, (_, i) => `${name} line ${i}`),
    );
  }
  await ada.page.goto('/');
  await expect(ada.row(names.at(-1)!)).toBeVisible();
  return names;
}

/** From the beginning of the navigation until a conversation can be clicked. */
async function usable(
  page: Page,
  cdp: CDPSession,
  rate: number,
  how: 'cold' | 'warm' = 'warm',
): Promise<string> {
  await cdp.send('Emulation.setCPUThrottlingRate', { rate });
  const took: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    if (how === 'cold') await forgetAll(page, cdp);
    await page.goto('/', { waitUntil: 'commit' });
    took.push(
      await page.evaluate(async () => {
        while (!document.querySelector('nav a[href^="/c/"]')) {
          await new Promise((done) => requestAnimationFrame(done));
        }
        return performance.now();
      }),
    );
  }
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  return median(took);
}

/** As a browser that was never here, but for the session. */
async function forgetAll(page: Page, cdp: CDPSession): Promise<void> {
  await page.evaluate(async () => {
    for (const worker of await navigator.serviceWorker.getRegistrations())
      await worker.unregister();
  });
  await forget(page);
  await page.evaluate(async () => {
    for (const name of await caches.keys()) await caches.delete(name);
  });
  await cdp.send('Network.clearBrowserCache');
}

async function opening(
  ada: Person,
  names: readonly string[],
  cdp: CDPSession,
  rate: number,
): Promise<string> {
  const seen = names.slice(-ROUNDS);
  for (const name of seen) await open(ada, name);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate });
  const took: number[] = [];
  for (const name of seen) took.push(await open(ada, name));
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  return median(took);
}

/** Milliseconds from the click until its last message is painted. */
async function open(ada: Person, name: string): Promise<number> {
  return ada.row(name).evaluate(async (row, last) => {
    const began = performance.now();
    (row as HTMLElement).click();
    const there = () => document.querySelector('[role=log]')?.textContent.includes(last);
    while (!there()) await new Promise((done) => requestAnimationFrame(done));
    await new Promise((done) => requestAnimationFrame(done));
    return performance.now() - began;
  }, `${name} line 29`);
}

async function sending(ada: Person): Promise<string> {
  const took: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const text = `sent ${Math.random()}`;
    await ada.composer.fill(text);
    took.push(
      await ada.composer.evaluate(async (field, wanted) => {
        const began = performance.now();
        field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
        const there = () => document.querySelector('[role=log]')?.textContent.includes(wanted);
        while (!there()) await new Promise((done) => requestAnimationFrame(done));
        await new Promise((done) => requestAnimationFrame(done));
        return performance.now() - began;
      }, text),
    );
  }
  return median(took);
}

async function toFirst(ada: Person): Promise<string> {
  const { page } = ada;
  await ada.search.fill('the very first of them');
  const found = page.getByRole('button').filter({ hasText: 'the very first of them' });
  await expect(found.first()).toBeVisible();
  const began = Date.now();
  await found.first().click();
  await expect(ada.message('the very first of them')).toBeVisible();
  return `${((Date.now() - began) / 1_000).toFixed(1)} s`;
}

/** Milliseconds a key, from its event to the frame after it. */
async function typing(ada: Person): Promise<string> {
  await ada.composer.fill('');
  const took = await ada.composer.evaluate(async (field) => {
    (field as HTMLTextAreaElement).focus();
    const took: number[] = [];
    for (const letter of 'a letter at a time, and some') {
      const began = performance.now();
      document.execCommand('insertText', false, letter);
      await new Promise((done) => requestAnimationFrame(done));
      took.push(performance.now() - began);
    }
    return took;
  });
  return median(took);
}

/** Some hundred pixels a frame. */
async function scrolling(
  page: Page,
  cdp: CDPSession,
  where: string,
  step: number,
): Promise<Figure[]> {
  await cdp.send('Performance.enable');
  const before = await spent(cdp);
  const longest = await page.getByRole('log').evaluate(
    async (log, { frames, step }) => {
      let longest = 0;
      const observer = new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
      });
      observer.observe({ entryTypes: ['longtask'] });
      for (let frame = 0; frame < frames; frame++) {
        log.scrollTop += step;
        await new Promise((done) => requestAnimationFrame(done));
      }
      observer.disconnect();
      return longest;
    },
    { frames: FRAMES, step },
  );
  const after = await spent(cdp);
  return [
    [
      `script and layout a frame, scrolling ${where}`,
      `${(((after - before) * 1_000) / FRAMES).toFixed(1)} ms`,
    ],
    ['longest task meanwhile', longest > 0 ? `${longest.toFixed(0)} ms` : 'none over 50 ms'],
  ];
}

async function spent(cdp: CDPSession): Promise<number> {
  const { metrics } = await cdp.send('Performance.getMetrics');
  return metrics
    .filter(({ name }) =>
      ['ScriptDuration', 'LayoutDuration', 'RecalcStyleDuration'].includes(name),
    )
    .reduce((sum, { value }) => sum + value, 0);
}
