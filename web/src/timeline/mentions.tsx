import type { ReactNode } from 'react';

/** Somebody a message names. */
export interface Named {
  readonly name: string;
  readonly me: boolean;
}

/** A text with the names that are mentions in it set apart. */
export function withMentions(text: string, names: readonly Named[]): ReactNode[] {
  if (names.length === 0) return [text];
  // The longest first: one name may begin with another.
  const sorted = [...names].sort((a, b) => b.name.length - a.name.length);
  const pattern = new RegExp(
    `(?<![\\p{L}\\p{N}_.+\\-%])@(${sorted.map(({ name }) => escaped(name)).join('|')})(?![\\p{L}\\p{N}_])`,
    'giu',
  );
  const parts: ReactNode[] = [];
  let from = 0;
  for (const match of text.matchAll(pattern)) {
    if (match.index > from) parts.push(text.slice(from, match.index));
    const wanted = match[1]!.toLowerCase();
    const me = sorted.some(({ name, me }) => me && name.toLowerCase() === wanted);
    parts.push(
      <span
        key={match.index}
        className={`rounded px-0.5 font-medium ${me ? 'bg-accent text-on-accent' : 'bg-accent-soft text-accent-strong'}`}
      >
        {match[0]}
      </span>,
    );
    from = match.index + match[0].length;
  }
  if (from < text.length) parts.push(text.slice(from));
  return parts;
}

function escaped(name: string): string {
  return name.replace(/[\\^$.*+?()[\]{}|]/gu, '\\$&');
}
