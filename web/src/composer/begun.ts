import type { Composing } from '../conversations/open-conversation';

/** What is answered or edited, and the text of the edit. */
export interface Begun {
  readonly composing: Composing | null;
  readonly edited: string;
}

function keyOf(userId: string, conversationId: string): string {
  return `parley.begun.${userId}.${conversationId}`;
}

/** What the draft in a conversation was begun as, in this browser. */
export function begunIn(userId: string, conversationId: string): Begun | undefined {
  const kept = localStorage.getItem(keyOf(userId, conversationId));
  return kept === null ? undefined : (JSON.parse(kept) as Begun);
}

export function keepBegun(userId: string, conversationId: string, begun: Begun): void {
  const key = keyOf(userId, conversationId);
  if (!begun.composing) return localStorage.removeItem(key);
  const composing = withoutWordsOfOthers(begun.composing);
  try {
    localStorage.setItem(key, JSON.stringify({ composing, edited: begun.edited }));
  } catch {
    // Without room it lasts as long as the page, as the draft does; an earlier one is not meant.
    localStorage.removeItem(key);
  }
}

/** They go with the session; what one has typed oneself outlasts it. */
function withoutWordsOfOthers({ kind, entry }: Composing): Composing {
  return { kind, entry: kind === 'reply' ? { ...entry, text: null } : entry };
}
