import { useSyncExternalStore } from 'react';
import { useChat } from '../app/session';

const listeners = new Set<() => void>();

/** Of one person: a session that ends takes nothing of what they had typed, nor shows it to the next. */
function keyOf(userId: string, conversationId: string): string {
  return `parley.draft.${userId}.${conversationId}`;
}

/** What was typed in a conversation and not sent, in this browser. */
export function draftOf(userId: string, conversationId: string): string {
  return localStorage.getItem(keyOf(userId, conversationId)) ?? '';
}

export function keepDraft(userId: string, conversationId: string, text: string): void {
  const key = keyOf(userId, conversationId);
  if (text === '') localStorage.removeItem(key);
  else localStorage.setItem(key, text);
  for (const listener of listeners) listener();
}

/** One's draft in a conversation; also what another tab makes of it. */
export function useDraft(conversationId: string): string {
  const meId = useChat((state) => state.me?.id ?? '');
  return useSyncExternalStore(subscribe, () => draftOf(meId, conversationId));
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    removeEventListener('storage', listener);
  };
}
