import type { State } from '@parley/client';

/** What the title and the badges count: of what is muted only what names one, of what is archived nothing. */
export function unreadThatCounts({ conversations }: Pick<State, 'conversations'>): number {
  let total = 0;
  for (const { archived, muted, mentions, unreadCount } of conversations.values()) {
    if (!archived) total += muted ? mentions : unreadCount;
  }
  return total;
}
