import { describe, expect, it } from 'vitest';
import { returned } from '../src/app/returned';

describe('the way back from a provider', () => {
  it('ends signed in, asking for a password, or refused', () => {
    expect(returned('/', '#signed-in')).toEqual({ kind: 'signedIn' });
    expect(returned('/', '#link')).toEqual({ kind: 'link' });
    expect(returned('/', '#refused=CANCELLED')).toEqual({ kind: 'refused', why: 'CANCELLED' });
  });

  it('is no other address', () => {
    expect(returned('/', '')).toBeNull();
    expect(returned('/', '#refused=<b>')).toBeNull();
    expect(returned('/c/0123456789abcdef01234567', '#signed-in')).toBeNull();
  });
});
