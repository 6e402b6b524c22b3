import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { TokenRefresh } from '../src/refresh.js';

let now: number;
let renewals: number;
let tabs: TokenRefresh[];

beforeEach(() => {
  const stored = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
  });
  now = 1_000;
  renewals = 0;
  const renew = () => Promise.resolve(++renewals > 0);
  tabs = [1, 2].map(() => new TokenRefresh(renew, () => now));
});

afterEach(() => void vi.unstubAllGlobals());

it('a tab renews nothing that another has renewed since its request', async () => {
  await tabs[0]!.run(900);
  now = 1_100;
  expect(await tabs[1]!.run(950)).toBe(true);
  expect(renewals).toBe(1);
  expect(await tabs[1]!.run(1_050)).toBe(true);
  expect(renewals).toBe(2);
});

it('a clock that was set back keeps nobody from renewing', async () => {
  now = 100_000;
  await tabs[0]!.run(99_000);
  now = 2_000;
  expect(await tabs[1]!.run(1_900)).toBe(true);
  expect(renewals).toBe(2);
});
