import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ParleyError } from '../src/errors.js';
import { ReadMarks } from '../src/read-marks.js';
import { Store } from '../src/state.js';
import { FakeServer } from './fake-server.js';

let store: Store;
let tell: ReturnType<typeof vi.fn<(id: string, seq: number) => Promise<unknown>>>;
let marks: ReadMarks;

beforeEach(() => {
  vi.useFakeTimers();
  store = new Store();
  store.update(() => ({ conversations: new Map([['c', new FakeServer().view()]]) }));
  tell = vi.fn(() => Promise.resolve());
  marks = new ReadMarks(store, tell);
});

afterEach(() => void vi.useRealTimers());

const seqs = () => tell.mock.calls.map(([, seq]) => seq);

it('tells a mark again that was refused for a while, not sooner than it was told', async () => {
  tell.mockRejectedValueOnce(new ParleyError(429, 'RATE_LIMITED', 'Too often', undefined, 10));
  marks.mark('c', 5);
  await vi.advanceTimersByTimeAsync(9_900);
  expect(seqs()).toEqual([5]);
  await vi.advanceTimersByTimeAsync(500);
  expect(seqs()).toEqual([5, 5]);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(seqs()).toEqual([5, 5]);
});

it('tells a mark again whose answer did not come', async () => {
  tell.mockRejectedValueOnce(ParleyError.unreachable('TIMEOUT'));
  marks.mark('c', 5);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(seqs()).toEqual([5, 5]);
});

it('leaves one alone that is refused for good', async () => {
  tell.mockRejectedValueOnce(new ParleyError(404, 'NOT_FOUND', 'None'));
  marks.mark('c', 5);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(seqs()).toEqual([5]);
});
