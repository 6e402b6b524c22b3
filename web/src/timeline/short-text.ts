import type { Entry } from '@parley/client';
import { t } from '../texts';

// The marks of light Markdown, with what some have between them.
const MARKS = /^(?:>\s?|[-*]\s+)|```|`([^`\n]+)`|\*\*([^*\n]+)\*\*/gmu;

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
  return text.replace(MARKS, (whole: string, code?: string, bold?: string) => {
    const inner = code ?? bold ?? '';
    const gap = GAP.repeat((whole.length - inner.length) / (inner === '' ? 1 : 2));
    return inner === '' ? gap : gap + inner + gap;
  });
}

export function joined(part: string): string {
  return part.replaceAll(GAP, '');
}

function unmarked(text: string): string {
  return joined(gapped(text)).replace(/\s+/gu, ' ').trim();
}
