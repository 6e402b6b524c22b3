import type { ReactNode } from 'react';

// Only these schemes become links; anything else, javascript: above all, stays text.
export const LINK = /\b(?:https?:\/\/|mailto:)[^\s<>"'`]+/giu;
const MARKS = ['**', '*', '_'];

/** A text with its links to follow. Everything else is plain text: nothing is ever read as HTML. */
export function linked(text: string): ReactNode[] {
  const parts: ReactNode[] = [];
  let from = 0;
  for (const match of text.matchAll(LINK)) {
    const url = trimmed(match[0]);
    if (!URL.canParse(url)) continue;
    if (match.index > from) parts.push(text.slice(from, match.index));
    parts.push(
      <a
        key={match.index}
        href={url}
        target="_blank"
        rel="noopener noreferrer"
        className="rounded-sm text-accent underline decoration-accent/40 underline-offset-2 hover:decoration-accent"
      >
        {url}
      </a>,
    );
    from = match.index + url.length;
  }
  if (from < text.length) parts.push(text.slice(from));
  return parts;
}

/**
 * The end of a sentence is not part of its link, nor is a bracket that was opened before it, nor a
 * mark of Markdown whose other half is not in it.
 */
export function trimmed(url: string): string {
  const cut = url.replace(/[.,;:!?]+$/u, '');
  const isClosed = cut.endsWith(')') && cut.split(')').length > cut.split('(').length;
  const left = isClosed ? ')' : MARKS.find((mark) => cut.endsWith(mark) && isOdd(cut, mark));
  return left === undefined ? cut : trimmed(cut.slice(0, -left.length));
}

function isOdd(text: string, mark: string): boolean {
  return text.split(mark).length % 2 === 0;
}

/** True for what a message may link to as its attachment. */
export function isSafe(url: string): boolean {
  return /^(?:https?:\/\/|\/(?!\/))/iu.test(url);
}
