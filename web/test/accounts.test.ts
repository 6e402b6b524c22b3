import type { Account } from '@parley/client';
import { expect, it } from 'vitest';
import { accountOf, lookUp } from '../src/admin/useAccounts';

const PAGE = 50;
const COUNT = 3_000;

function id(n: number): string {
  return n.toString(16).padStart(24, '0');
}

it('looks up whoever is wanted among thousands, in a few requests', async () => {
  const all = Array.from({ length: COUNT }, (_, n) => ({ id: id(n * 7), username: `user ${n}` }));
  let requests = 0;
  const admin = {
    accounts: (_q: string, cursor?: string) => {
      requests++;
      const before = all.filter((one) => one.id < (cursor ?? 'g')).reverse();
      return Promise.resolve({ accounts: before.slice(0, PAGE) as unknown as Account[] });
    },
  };
  const near = [0, 1, 2, 3].map((n) => id((1_000 + n) * 7));
  await lookUp(admin, [id(0), id(2_999 * 7), id(5), ...near]);
  expect(accountOf(id(0))?.username).toBe('user 0');
  expect(accountOf(id(2_999 * 7))?.username).toBe('user 2999');
  expect(near.map((one) => accountOf(one)?.username)).toContain('user 1003');
  expect(accountOf(id(5)), 'nobody has that one').toBeUndefined();
  expect(requests).toBeLessThanOrEqual(4);
});
