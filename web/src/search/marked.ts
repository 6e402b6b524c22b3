import { gapped, joined } from '../timeline/short-text';

export interface Part {
  readonly text: string;
  readonly found: boolean;
}

/** How much of a text stands before the first find. */
const BEFORE = 30;

/** A message without its own marks, cut at what was found in it, from shortly before the first find on. */
export function marked(
  message: string,
  highlights: readonly { readonly start: number; readonly length: number }[],
): readonly Part[] {
  const text = gapped(message);
  const parts: Part[] = [];
  const first = highlights[0]?.start ?? 0;
  let at = first > BEFORE ? text.indexOf(' ', first - BEFORE) + 1 : 0;
  if (at > first) at = first;
  if (at > 0) parts.push({ text: '…', found: false });
  for (const { start, length } of highlights) {
    if (start < at) continue;
    if (start > at) parts.push({ text: text.slice(at, start), found: false });
    parts.push({ text: text.slice(start, start + length), found: true });
    at = start + length;
  }
  if (at < text.length) parts.push({ text: text.slice(at), found: false });
  return parts
    .map(({ text, found }) => ({ text: joined(text), found }))
    .filter(({ text }) => text !== '');
}
