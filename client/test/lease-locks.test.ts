import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LeaseLocks } from '../src/lease-locks.js';

let values: Map<string, string>;
let listeners: Set<() => void>;
let locks: LeaseLocks;

beforeEach(() => {
  vi.useFakeTimers();
  values = new Map();
  listeners = new Set();
  const tell = () => listeners.forEach((listener) => listener());
  locks = new LeaseLocks({
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => void values.set(key, value),
    removeItem: (key) => {
      values.delete(key);
      tell();
    },
    onChange(changed) {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
  });
});

afterEach(() => void vi.useRealTimers());

/** Somebody who holds the lock until told to end. */
function holder(options: { steal?: boolean; signal?: AbortSignal } = {}) {
  const state = { holds: false, end: () => undefined as void, lost: undefined as unknown };
  const granted = () =>
    new Promise<void>((end) => {
      state.holds = true;
      state.end = () => {
        state.holds = false;
        end();
      };
    });
  locks.request('leader', options, granted).catch((cause: unknown) => {
    state.holds = false;
    state.lost = cause;
  });
  return state;
}

describe('a lease', () => {
  it('is had by one, also of two that reach for it at once, and then by the next', async () => {
    const [a, b] = [holder(), holder()];
    await vi.advanceTimersByTimeAsync(100);
    expect([a, b].filter(({ holds }) => holds)).toHaveLength(1);
    const [first, second] = a.holds ? [a, b] : [b, a];
    await vi.advanceTimersByTimeAsync(200_000);
    expect(second.holds).toBe(false);
    first.end();
    await vi.advanceTimersByTimeAsync(100);
    expect(second.holds).toBe(true);
  });

  it('runs out when its holder has crashed', async () => {
    values.set('parley.lease.leader', JSON.stringify({ holder: 'x', until: Date.now() + 70_000 }));
    const next = holder();
    await vi.advanceTimersByTimeAsync(69_000);
    expect(next.holds).toBe(false);
    await vi.advanceTimersByTimeAsync(2_500);
    expect(next.holds).toBe(true);
  });

  it('can be taken from a holder that does not answer, who learns of it', async () => {
    const frozen = holder();
    await vi.advanceTimersByTimeAsync(100);
    const thief = holder({ steal: true });
    await vi.advanceTimersByTimeAsync(2_000);
    expect(thief.holds).toBe(true);
    expect(frozen.lost).toMatchObject({ name: 'AbortError' });
  });

  it('is waited for no longer when the signal says so', async () => {
    const first = holder();
    await vi.advanceTimersByTimeAsync(100);
    const patience = new AbortController();
    const second = holder({ signal: patience.signal });
    patience.abort();
    await vi.advanceTimersByTimeAsync(100);
    expect(second.lost).toMatchObject({ name: 'AbortError' });
    expect(first.holds).toBe(true);
  });
});
