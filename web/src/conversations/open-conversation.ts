import type { Conversation, Entry } from '@parley/client';
import { createContext, use } from 'react';

/** What the composer is about, besides a new message. */
export interface Composing {
  readonly kind: 'reply' | 'edit';
  readonly entry: Entry;
}

/** A place in the log to show; a new object for each wish, also for the same place. */
export interface Jump {
  readonly seq: number;
  /** Where it began: the way back leads there. */
  readonly from?: number;
}

/** What the log, the composer and the header of the open conversation share. */
export interface OpenConversation {
  readonly conversation: Conversation;
  readonly composing: Composing | null;
  readonly compose: (what: Composing | null) => void;
  readonly jump: Jump | null;
  readonly jumpTo: (seq: number, from?: number) => void;
}

export const OpenConversationContext = createContext<OpenConversation | null>(null);

export function useOpen(): OpenConversation {
  const open = use(OpenConversationContext);
  if (!open) throw new Error('OpenConversationContext is missing');
  return open;
}
