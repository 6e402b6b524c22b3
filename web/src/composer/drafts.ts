import { useSyncExternalStore } from 'react';

const KEY = 'parley.draft.';
const listeners = new Set<() => void>();

/** What was typed in a conversation and not sent, in this browser. */
export function draftOf(conversationId: string): string {
  return localStorage.getItem(KEY + conversationId) ?? '';
}

export function keepDraft(conversationId: string, text: string): void {
  if (text === draftOf(conversationId)) return;
  if (text === '') localStorage.removeItem(KEY + conversationId);
  else localStorage.setItem(KEY + conversationId, text);
  for (const listener of listeners) listener();
}

/** The next one at this browser is somebody else. */
export function forgetDrafts(): void {
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith(KEY)) localStorage.removeItem(key);
  }
}

/** The draft of a conversation, for its line in the list. */
export function useDraft(conversationId: string): string {
  return useSyncExternalStore(subscribe, () => draftOf(conversationId));
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    removeEventListener('storage', listener);
  };
}
