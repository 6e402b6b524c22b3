import { LINK } from './links';

// What stands between the marks has none of them, so that looking for it never looks far twice.
const CODE = /(`{1,3})([^`\n]+)\1/u;
const BOLD = /\*\*((?:[^*\n]|\*[^*\n]+\*)+)\*\*/u;
const STARRED = /(?<![\w*])\*([^\s*](?:[^*\n]*[^\s*])?)\*(?![\w*])/u;
const UNDERLINED = /(?<!\w)_([^\s_](?:[^_\n]*[^\s_])?)_(?!\w)/u;
/** Whichever begins first; what is code or a link is not looked into for the others. */
const INLINE = [CODE, new RegExp(`(${LINK.source})`, 'u'), BOLD, STARRED, UNDERLINED]
  .map(({ source }) => source)
  .join('|');

/** Light Markdown within a line; each match is to be read by `markOf`. */
export function inlineMarks(): RegExp {
  return new RegExp(INLINE, 'giu');
}

export interface Mark {
  readonly kind: 'code' | 'link' | 'bold' | 'italic';
  /** What stands between the marks. */
  readonly inner: string;
}

export function markOf(match: readonly (string | undefined)[]): Mark {
  const [, , code, link, bold, starred, underlined] = match;
  if (code !== undefined) return { kind: 'code', inner: code };
  if (link !== undefined) return { kind: 'link', inner: link };
  if (bold !== undefined) return { kind: 'bold', inner: bold };
  return { kind: 'italic', inner: starred ?? underlined! };
}
