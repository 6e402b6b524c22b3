import { beforeEach, describe, expect, it } from 'vitest';
import { Parley } from '../src/client.js';
import { shown, showsNewest } from '../src/selectors.js';
import { eventually } from './eventually.js';
import { FakeServer } from './fake-server.js';

let server: FakeServer;
let parley: Parley;

beforeEach(async () => {
  server = new FakeServer();
  for (let i = 1; i <= 1_000; i++) server.write(`m${i}`);
  parley = new Parley({ fetch: server.fetch, socket: server.socket });
  await parley.resume();
  await eventually(() => expect(parley.store.get().connection).toBe('live'));
  parley.view('c');
});

const state = () => parley.store.get();
const seqs = () => shown(state(), 'c')!.entries.map(({ seq }) => seq);
const newest = () => showsNewest(state(), 'c');
const textAt = (seq: number) => shown(state(), 'c')!.entries.find((e) => e.seq === seq)?.text;

/** From the first to the last, without holes. */
function run(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

describe('a jump', () => {
  it('takes one request wherever it leads, and shows what lies around', async () => {
    expect(await parley.show('c', 300)).toBe(true);
    expect(server.pages).toBe(1);
    expect(seqs()).toEqual(run(250, 349));
    expect(newest()).toBe(false);
    expect(await parley.show('c', 1)).toBe(true);
    expect(seqs()).toEqual(run(1, 100));
    expect(shown(state(), 'c')!.floor).toBe(1);
  });

  it('asks for nothing where it is held', async () => {
    expect(await parley.show('c', 990)).toBe(true);
    await parley.show('c', 300);
    expect(await parley.show('c', 310)).toBe(true);
    expect(await parley.show('c', 990)).toBe(true);
    expect(server.pages).toBe(1);
    expect(newest()).toBe(true);
  });

  it('joins the newest where it reaches it', async () => {
    expect(await parley.show('c', 950)).toBe(true);
    expect(newest()).toBe(true);
    expect(seqs()).toEqual(run(900, 1_000));
  });

  it('is scrolled on from up and down, until it has joined the newest', async () => {
    await parley.show('c', 800);
    await Promise.all([parley.loadOlder('c'), parley.loadNewer('c')]);
    expect(seqs()).toEqual(run(700, 899));
    expect(newest()).toBe(false);
    for (let i = 0; i < 2; i++) await parley.loadNewer('c');
    expect(newest()).toBe(true);
    expect(seqs()).toEqual(run(700, 1_000));
    server.push(server.write('live'));
    expect(seqs()).toEqual(run(700, 1_001));
  });

  it('is left by going to the end, by sending, and by closing the conversation', async () => {
    const ways = [
      () => parley.showNewest('c'),
      () => parley.send('c', 'mine'),
      () => parley.view(null),
    ];
    for (const leave of ways) {
      await parley.show('c', 300);
      expect(newest()).toBe(false);
      leave();
      expect(newest()).toBe(true);
    }
  });
});

describe('where one jumped to', () => {
  it('changes with the log, and is not where new messages go', async () => {
    await parley.show('c', 300);
    server.push(server.edit(300, 'edited'));
    expect(textAt(300)).toBe('edited');
    server.push(server.write('new'));
    expect(seqs()).toEqual(run(250, 349));
  });

  it('changes with what was missed', async () => {
    await parley.show('c', 300);
    server.lose();
    server.edit(300, 'edited meanwhile');
    server.comeBack();
    await eventually(() => expect(textAt(300)).toBe('edited meanwhile'));
  });

  it('has what changed while it was on its way', async () => {
    const shows = parley.show('c', 300);
    server.push(server.edit(300, 'edited in flight'));
    await shows;
    expect(textAt(300)).toBe('edited in flight');
  });
});

describe('what was read once', () => {
  it('is trimmed to its newest part, and read again when somebody scrolls there', async () => {
    await parley.loadDownTo('c', 1);
    expect(seqs()).toHaveLength(1_000);
    parley.view(null);
    expect(seqs()).toEqual(run(801, 1_000));
    parley.view('c');
    await parley.loadOlder('c');
    expect(seqs()).toEqual(run(751, 1_000));
  });

  it('does not grow by what comes while nobody reads it', () => {
    parley.view(null);
    for (let i = 0; i < 900; i++) server.push(server.write(`n${i}`));
    expect(seqs().length).toBeLessThanOrEqual(400);
    expect(seqs().at(-1)).toBe(1_900);
  });
});

describe('what is scrolled through', () => {
  it('is held as far as 2,000 entries reach, and joins the newest on the way back', async () => {
    for (let i = 1_001; i <= 2_500; i++) server.write(`m${i}`);
    server.push(server.write('m2501'));
    await eventually(() => expect(seqs().at(-1)).toBe(2_501));
    while (shown(state(), 'c')!.floor > 1) await parley.loadOlder('c');
    expect(seqs()).toEqual(run(1, 2_000));
    expect(newest()).toBe(false);
    server.push(server.write('m2502'));
    expect(seqs()).toEqual(run(1, 2_000));
    while (!newest()) await parley.loadNewer('c');
    expect(seqs().at(-1)).toBe(2_502);
    expect(seqs()).toEqual(run(seqs()[0]!, 2_502));
    expect(seqs().length).toBeLessThanOrEqual(2_400);
  });
});
