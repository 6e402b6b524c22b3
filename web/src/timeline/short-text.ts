import type { Entry } from '@parley/client';
import { t } from '../texts';

// What the marks of light Markdown leave when they are taken away.
const MARKS = /^(?:>\s?|[-*]\s+)|```|`([^`\n]+)`|\*\*([^*\n]+)\*\*/gmu;

/** A message on one line, without its marks. */
export function shortText(
  entry: Pick<Entry, 'text' | 'fileName'> & { readonly deletedAt?: string },
): string {
  if (entry.deletedAt) return t.timeline.deleted;
  return unmarked(entry.text ?? entry.fileName ?? t.conversations.attachment);
}

function unmarked(text: string): string {
  const plain = text.replace(MARKS, (_whole, code?: string, bold?: string) => code ?? bold ?? '');
  return plain.replace(/\s+/gu, ' ').trim();
}
