import { useSyncExternalStore } from 'react';

const CONVERSATION = /^\/c\/([0-9a-f]{24})$/;
const CHANGED = 'parley:navigated';

/** Goes to a conversation, or to the list with null. */
export function open(conversationId: string | null, how: 'push' | 'replace' = 'push'): void {
  const path = conversationId ? `/c/${conversationId}` : '/';
  if (path === location.pathname) return;
  if (how === 'push') history.pushState(null, '', path);
  else history.replaceState(null, '', path);
  dispatchEvent(new Event(CHANGED));
}

export function pathOf(conversationId: string): string {
  return `/c/${conversationId}`;
}

/** The conversation the address names. */
export function useOpenConversation(): string | null {
  const path = useSyncExternalStore(subscribe, () => location.pathname);
  return CONVERSATION.exec(path)?.[1] ?? null;
}

function subscribe(listener: () => void): () => void {
  addEventListener('popstate', listener);
  addEventListener(CHANGED, listener);
  return () => {
    removeEventListener('popstate', listener);
    removeEventListener(CHANGED, listener);
  };
}
