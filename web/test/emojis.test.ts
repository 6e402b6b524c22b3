import { describe, expect, it } from 'vitest';
import { emojisNamed, loadEmojis } from '../src/emoji/emojis';

describe('emojisNamed', () => {
  it.each([
    ['heart', '❤️'],
    ['fire', '🔥'],
    ['smile', '😄'],
    ['smi', '😄'],
    ['Thumbs', '👍'],
  ])('begins %s with %s', async (query, emoji) => {
    expect(emojisNamed(await loadEmojis(), query, 8)[0]?.emoji).toBe(emoji);
  });

  it('ends with those that have it inside of a name or as a tag', async () => {
    const found = emojisNamed(await loadEmojis(), 'heart', 160).map(({ names }) => names[0]!);
    const inside = found.findIndex((name) => !name.startsWith('heart'));
    expect(inside).toBeGreaterThan(1);
    expect(found.slice(inside)).toContain('yellow_heart');
    expect(found.slice(inside).some((name) => name.startsWith('heart'))).toBe(false);
  });
});
