import type { Entry } from '@parley/client';
import { t } from '../texts';
import { inlineMarks, markOf } from './marks';

// Those that a line begins with.
const MARKS = /^(?:>\s?|[-*]\s+|```(?=[^`\n]*$))/gmu;

/** A message on one line, without its marks. */
export function shortText(
  entry: Pick<Entry, 'text' | 'fileName'> & { readonly deletedAt?: string },
): string {
  if (entry.deletedAt) return t.timeline.deleted;
  return unmarked(entry.text ?? entry.fileName ?? t.conversations.attachment);
}

const GAP = '\0';

/** The text with its marks gone but their places kept: `joined` makes of any part of it what is shown. */
export function gapped(text: string): string {
  return withinLines(text.replace(MARKS, (mark) => GAP.repeat(mark.length)));
}

function withinLines(text: string): string {
  return text.replace(inlineMarks(), (whole: string, ...groups: (string | undefined)[]) => {
    const { kind, inner } = markOf([whole, ...groups]);
    const gap = GAP.repeat((whole.length - inner.length) / 2);
    return gap + (kind === 'code' || kind === 'link' ? inner : withinLines(inner)) + gap;
  });
}

export function joined(part: string): string {
  return part.replaceAll(GAP, '');
}

function unmarked(text: string): string {
  return joined(gapped(text)).replace(/\s+/gu, ' ').trim();
}
