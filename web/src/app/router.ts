import { useSyncExternalStore } from 'react';

const CONVERSATION = /^\/c\/([0-9a-f]{24})$/;
const CHANGED = 'parley:navigated';

/** What fills the page beside the list, besides conversations. */
const SCREENS = ['people', 'settings', 'admin'] as const;
export type Screen = (typeof SCREENS)[number];

/** Goes to a conversation, or to the list with null. */
export function open(conversationId: string | null, how: 'push' | 'replace' = 'push'): void {
  goTo(conversationId ? pathOf(conversationId) : '/', how);
}

export function openScreen(screen: Screen): void {
  goTo(`/${screen}`, 'push');
}

function goTo(path: string, how: 'push' | 'replace'): void {
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

/** The screen the address names. */
export function useScreen(): Screen | undefined {
  const path = useSyncExternalStore(subscribe, () => location.pathname);
  return SCREENS.find((screen) => path === `/${screen}`);
}

function subscribe(listener: () => void): () => void {
  addEventListener('popstate', listener);
  addEventListener(CHANGED, listener);
  return () => {
    removeEventListener('popstate', listener);
    removeEventListener(CHANGED, listener);
  };
}
