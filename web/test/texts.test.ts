import { describe, expect, it } from 'vitest';
import { de } from '../src/texts/de';
import { en } from '../src/texts/en';
import { directionOf, languageOf } from '../src/texts/language';

type Leaf = string | ((...inputs: never[]) => string);

/** Path → text, over the whole catalogue. */
function leaves(catalogue: object, path = ''): [string, Leaf][] {
  return Object.entries(catalogue).flatMap(([key, value]: [string, Leaf | object]) =>
    typeof value === 'object' ? leaves(value, `${path}${key}.`) : [[path + key, value]],
  );
}

describe('the catalogues', () => {
  it('have the same texts', () => {
    expect(leaves(de).map(([path]) => path)).toEqual(leaves(en).map(([path]) => path));
  });

  it('take the same values', () => {
    const taken = (catalogue: object) =>
      leaves(catalogue).map(([path, text]) => [
        path,
        typeof text === 'function' ? text.length : -1,
      ]);
    expect(taken(de)).toEqual(taken(en));
  });

  it('leave nothing empty that another says', () => {
    const english = new Map(leaves(en));
    for (const [path, text] of leaves(de)) {
      expect(text === '', path).toBe(english.get(path) === '');
    }
  });
});

it('counts one as one', () => {
  expect(en.composer.tooLong(1)).toBe('1 character too many');
  expect(en.composer.tooLong(2)).toBe('2 characters too many');
});

it('takes the language chosen here, else the browser’s first that there is', () => {
  expect(languageOf('de', ['en-GB'])).toBe('de');
  expect(languageOf(null, ['fr-FR', 'de-AT', 'en'])).toBe('de');
  expect(languageOf('xx', ['fr'])).toBe('en');
  expect(languageOf(null, [])).toBe('en');
});

it('reads as the language does, unless somebody chose', () => {
  expect(directionOf('language', 'de')).toBe('ltr');
  expect(directionOf('language', 'he-IL')).toBe('rtl');
  expect(directionOf('rtl', 'en')).toBe('rtl');
});
