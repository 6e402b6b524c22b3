import { expect, it } from 'vitest';
import { letterOf } from '../src/ui/keys';

it.each([
  ['on a Latin keyboard', 'k', 'KeyK', 'k'],
  ['with capitals', 'K', 'KeyK', 'k'],
  ['where that letter has another place', 'k', 'KeyV', 'k'],
  ['where that place has another letter', 't', 'KeyK', 't'],
  ['on a Cyrillic keyboard', 'л', 'KeyK', 'k'],
  ['on a Greek one', 'κ', 'KeyK', 'k'],
  ['of what is no letter', 'Enter', 'Enter', undefined],
])('%s', (_, key, code, letter) => {
  expect(letterOf({ key, code })).toBe(letter);
});
