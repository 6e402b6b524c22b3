import { describe, expect, it } from 'vitest';
import { marked } from '../src/search/marked';

const shown = (text: string, ...highlights: [number, number][]) =>
  marked(
    text,
    highlights.map(([start, length]) => ({ start, length })),
  )
    .map((part) => (part.found ? `[${part.text}]` : part.text))
    .join('');

describe('what was found', () => {
  it('is marked where it stands', () => {
    expect(shown('one two three', [4, 3])).toBe('one [two] three');
    expect(shown('two', [0, 3])).toBe('[two]');
  });

  it('is in view in a long text', () => {
    const text = `${'word '.repeat(20)}here`;
    expect(shown(text, [100, 4])).toMatch(/^…(?:word ){5,6}\[here\]$/);
  });

  it('may be found twice, also overlapping', () => {
    expect(shown('abab', [0, 2], [1, 2], [2, 2])).toBe('[ab][ab]');
  });

  it('is marked in its place where the marks of Markdown are gone', () => {
    expect(shown('**Ten** at the `old clock`', [2, 3], [16, 3])).toBe('[Ten] at the [old] clock');
    expect(shown('> said\n- one', [9, 3])).toBe('said\n[one]');
    expect(shown('a **b c** d', [0, 5])).toBe('[a b] c d');
  });
});
