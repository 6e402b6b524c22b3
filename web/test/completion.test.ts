import { describe, expect, it } from 'vitest';
import { emojiEndingAt, namesLike, replaced, wishAt } from '../src/composer/completion';

const wish = (text: string) => wishAt(text, text.length);

describe('what is wished for at the cursor', () => {
  it('is a name after a sign that stands alone', () => {
    expect(wish('@')).toEqual({ kind: 'mention', from: 0, query: '' });
    expect(wish('hello @Jo')).toEqual({ kind: 'mention', from: 6, query: 'Jo' });
    expect(wish('(@jo.nas-2')).toEqual({ kind: 'mention', from: 1, query: 'jo.nas-2' });
    expect(wish('hello @Zoë M')).toEqual({ kind: 'mention', from: 6, query: 'Zoë M' });
  });

  it('is an emoji after a colon and two letters', () => {
    expect(wish('nice :sm')).toEqual({ kind: 'emoji', from: 5, query: 'sm' });
    expect(wish(':+1')).toEqual({ kind: 'emoji', from: 0, query: '+1' });
    expect(wish(':s')).toBeUndefined();
  });

  it('is nothing in addresses, times and finished words', () => {
    for (const text of ['me@example', 'at 10:30', 'https://exa', '@jonas ', 'plain']) {
      expect(wish(text), text).toBeUndefined();
    }
  });

  it('looks only at what stands before the cursor', () => {
    expect(wishAt('@jo and more', 3)).toEqual({ kind: 'mention', from: 0, query: 'jo' });
  });
});

it('sees an emoji that was typed out', () => {
  expect(emojiEndingAt('ok :tada:', 9)).toEqual({ from: 3, name: 'tada' });
  expect(emojiEndingAt('10:30:', 6)).toBeUndefined();
});

it('replaces and puts the cursor behind', () => {
  expect(replaced('hi @jo!', 3, 6, '@jonas ')).toEqual({ text: 'hi @jonas !', cursor: 10 });
});

it('offers those first whose name begins so', () => {
  const people = [{ username: 'Marina' }, { username: 'Ina' }, { username: 'Bob' }];
  expect(namesLike(people, 'in', 5).map((p) => p.username)).toEqual(['Ina', 'Marina']);
});

it('offers only whose name begins so after several words', () => {
  const people = [{ username: 'Anna Zoë Maar' }, { username: 'Zoë Maar' }];
  expect(namesLike(people, 'zoë m', 5)).toEqual([{ username: 'Zoë Maar' }]);
  expect(namesLike(people, 'zoë meets', 5)).toEqual([]);
});
