import type { Entry } from '@parley/client';
import { t } from '../texts';

/** A message on one line. */
export function shortText(entry: Pick<Entry, 'text' | 'fileName' | 'deletedAt'>): string {
  if (entry.deletedAt) return t.timeline.deleted;
  return (entry.text ?? entry.fileName ?? t.conversations.attachment).replace(/\s+/gu, ' ');
}
