import { ParleyError } from '@parley/client';
import { act, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { useMore } from '../src/timeline/useMore';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const passes = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));

it('tries again by itself after a failure, not sooner than it was told', async () => {
  const busy = new ParleyError(429, 'RATE_LIMITED', 'Too often', undefined, 5);
  const load = vi.fn(() => Promise.resolve()).mockRejectedValueOnce(busy);
  renderHook(() => useMore(true, 1, load));
  await passes(4_900);
  expect(load).toHaveBeenCalledTimes(1);
  await passes(200);
  expect(load).toHaveBeenCalledTimes(2);
  await passes(60_000);
  expect(load).toHaveBeenCalledTimes(2);
});

it('loads page after page while more is wanted, and then no more', async () => {
  const load = vi.fn(() => Promise.reject(ParleyError.unreachable()));
  const { rerender } = renderHook(({ wanted, held }) => useMore(wanted, held, load), {
    initialProps: { wanted: true, held: 50 },
  });
  rerender({ wanted: true, held: 100 });
  expect(load).toHaveBeenCalledTimes(2);
  rerender({ wanted: false, held: 100 });
  await passes(60_000);
  expect(load).toHaveBeenCalledTimes(2);
});
