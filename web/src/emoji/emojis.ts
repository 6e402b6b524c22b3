import { kept } from '../app/kept';
import { bare, wordsFor } from './words';

export interface Emoji {
  readonly emoji: string;
  /** In the page's language. */
  readonly label: string;
  /** Without colons, the usual one first. */
  readonly names: readonly string[];
  readonly tags: readonly string[];
  readonly category: string;
}

/** Each with an emoji that stands for it, in the order people know. */
export const CATEGORIES = {
  'Smileys & Emotion': '😀',
  'People & Body': '👋',
  'Animals & Nature': '🐻',
  'Food & Drink': '🍎',
  'Travel & Places': '🚗',
  Activities: '⚽',
  Objects: '💡',
  Symbols: '🔣',
  Flags: '🏁',
} as const;
export type Category = keyof typeof CATEGORIES;

/** All emojis with their names, fetched when somebody first looks for one. */
export const loadEmojis: () => Promise<readonly Emoji[]> = kept(async () => {
  const [all, words] = await Promise.all([
    import('gemoji').then(({ gemoji }) => gemoji),
    wordsFor(),
  ]);
  return all.map((one) => {
    const found = words.get(bare(one.emoji));
    if (!found) return { ...one, label: one.names[0]!.replaceAll('_', ' ') };
    const { label, tags = [] } = found;
    const name = label.toLowerCase().replaceAll(' ', '_');
    return { ...one, label, names: [name, ...one.names], tags: [...tags, ...one.tags] };
  });
});

/**
 * Those named `query`, then those with a name that begins so, the shortest first, then those that have
 * it somewhere; at most `limit`.
 */
export function emojisNamed(all: readonly Emoji[], query: string, limit: number): readonly Emoji[] {
  const wanted = query.trim().toLowerCase().replaceAll(' ', '_');
  if (wanted === '') return all.slice(0, limit);
  return all
    .map((emoji) => ({ emoji, distance: distance(emoji, wanted) }))
    .filter(({ distance }) => distance < Infinity)
    .sort((one, other) => one.distance - other.distance)
    .slice(0, limit)
    .map(({ emoji }) => emoji);
}

/** How much of its shortest name that begins so is left to type. */
function distance({ names, tags }: Emoji, wanted: string): number {
  const begun = names.filter((name) => name.startsWith(wanted));
  if (begun.length > 0) return Math.min(...begun.map((name) => name.length)) - wanted.length;
  const has = [...names, ...tags].some((name) => name.toLowerCase().includes(wanted));
  return has ? Number.MAX_VALUE : Infinity;
}
