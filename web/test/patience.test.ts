import type { ConnectionStatus } from '@parley/client';
import { act, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { useLasting, useShown } from '../src/connection/patience';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function pass(ms: number): void {
  act(() => void vi.advanceTimersByTime(ms));
}

function shown() {
  const hook = renderHook((status: ConnectionStatus) => useShown(status), {
    initialProps: 'live',
  });
  return { is: hook.rerender, now: () => hook.result.current };
}

it('says nothing of a loss shorter than two seconds', () => {
  const banner = shown();
  banner.is('connecting');
  pass(1_999);
  expect(banner.now()).toBeUndefined();
  banner.is('live');
  pass(10_000);
  expect(banner.now()).toBeUndefined();
});

it('says how it is after two seconds, and for two more that it is over', () => {
  const banner = shown();
  banner.is('connecting');
  pass(2_000);
  expect(banner.now()).toBe('connecting');
  banner.is('catching-up');
  expect(banner.now()).toBe('catching-up');
  banner.is('live');
  pass(0);
  pass(1_999);
  expect(banner.now()).toBe('live');
  pass(1);
  expect(banner.now()).toBeUndefined();
});

it('waits anew when a loss follows what was just said to be over', () => {
  const banner = shown();
  banner.is('connecting');
  pass(2_000);
  banner.is('live');
  pass(1_000);
  banner.is('connecting');
  expect(banner.now()).toBeUndefined();
  pass(1_999);
  expect(banner.now()).toBeUndefined();
  pass(1);
  expect(banner.now()).toBe('connecting');
});

it('takes for lasting what has been so for two seconds, and for over what is not so now', () => {
  const hook = renderHook((now: boolean) => useLasting(now), { initialProps: true });
  pass(1_999);
  expect(hook.result.current).toBe(false);
  pass(1);
  expect(hook.result.current).toBe(true);
  hook.rerender(false);
  expect(hook.result.current).toBe(false);
});
