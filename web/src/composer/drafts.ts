import { useSyncExternalStore } from 'react';
import { useChat } from '../app/session';

const listeners = new Set<() => void>();

/** Of one person: a session that ends takes nothing of what they had typed, nor shows it to the next. */
function keyOf(userId: string, conversationId: string): string {
  return `parley.draft.${userId}.${conversationId}`;
}

/** What the browser has no room for lasts as long as the page. */
const unkept = new Map<string, string>();

/** What was typed in a conversation and not sent, in this browser. */
export function draftOf(userId: string, conversationId: string): string {
  const key = keyOf(userId, conversationId);
  return unkept.get(key) ?? localStorage.getItem(key) ?? '';
}

export function keepDraft(userId: string, conversationId: string, text: string): void {
  const key = keyOf(userId, conversationId);
  unkept.delete(key);
  if (text === '') localStorage.removeItem(key);
  else keep(key, text);
  for (const listener of listeners) listener();
}

function keep(key: string, text: string): void {
  try {
    localStorage.setItem(key, text);
  } catch {
    unkept.set(key, text);
  }
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
