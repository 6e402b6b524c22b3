import { expect, it } from 'vitest';
import { shortText } from '../src/timeline/short-text';

const short = (text: string) => shortText({ text, fileName: null });

it('puts a message on one line, without its marks', () => {
  expect(short('one\n\ntwo')).toBe('one two');
  expect(short('**Ten** at `18:40`')).toBe('Ten at 18:40');
  expect(short('*Saturday* or _Sunday_, **not *now***')).toBe('Saturday or Sunday, not now');
  expect(short('```one line``` and `*p`')).toBe('one line and *p');
  expect(short('> said\n- first\n- second')).toBe('said first second');
  expect(short('```\ncode();\n```')).toBe('code();');
});

it('keeps what is no mark', () => {
  expect(short('2 * 3 * 4 - 5')).toBe('2 * 3 * 4 - 5');
  expect(short('a `b')).toBe('a `b');
  expect(short('https://a.example/_x_*y*')).toBe('https://a.example/_x_*y*');
});

it('names the file of a message without words', () => {
  expect(shortText({ text: null, fileName: 'a.txt' })).toBe('a.txt');
});
