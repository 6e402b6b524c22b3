import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { paced } from '../src/app/paced';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

function changing() {
  let change = () => {};
  const subscribe = paced((listener) => {
    change = listener;
    return () => {};
  });
  return { subscribe, change: () => change() };
}

test('a change after a pause is told at once, a burst at its frame’s end, and nothing is missed', () => {
  const { subscribe, change } = changing();
  let told = 0;
  const end = subscribe(() => told++);
  change();
  expect(told).toBe(1);
  for (let i = 0; i < 100; i++) change();
  expect(told).toBe(1);
  vi.advanceTimersByTime(16);
  expect(told).toBe(2);
  change();
  vi.advanceTimersByTime(16);
  expect(told).toBe(3);
  vi.advanceTimersByTime(100);
  expect(told).toBe(3);
  end();
  change();
  vi.advanceTimersByTime(16);
  expect(told).toBe(3);
});

test('however long the first one takes, the next is told in a task of its own', () => {
  const { subscribe, change } = changing();
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => (now += 30));
  let told = 0;
  subscribe(() => told++);
  change();
  change();
  expect(told).toBe(1);
  vi.advanceTimersByTime(16);
  expect(told).toBe(2);
});
