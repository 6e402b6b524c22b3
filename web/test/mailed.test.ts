import { describe, expect, it } from 'vitest';
import { mailedLink } from '../src/app/mailed';

describe('a mailed link', () => {
  it('is known by its path and its secret', () => {
    expect(mailedLink('/verify', '?token=a-b_c')).toEqual({ kind: 'verify', token: 'a-b_c' });
    expect(mailedLink('/reset', '?token=x')).toEqual({ kind: 'reset', token: 'x' });
    expect(mailedLink('/invite', '?code=x')).toEqual({ kind: 'invite', code: 'x' });
  });

  it('is no other address', () => {
    expect(mailedLink('/', '?token=x')).toBeNull();
    expect(mailedLink('/reset', '')).toBeNull();
    expect(mailedLink('/reset', '?code=x')).toBeNull();
    expect(mailedLink('/c/0123456789abcdef01234567', '')).toBeNull();
  });
});
