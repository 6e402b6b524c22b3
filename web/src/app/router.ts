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

/** Up to the list. Where it was come from, that is one step back, so that both ways back agree. */
export function leave(): void {
  const { state } = history as { state: { fromList?: boolean } | null };
  if (state?.fromList) history.back();
  else goTo('/', 'replace');
}

function goTo(path: string, how: 'push' | 'replace'): void {
  if (path === location.pathname) return;
  const from = { fromList: location.pathname === '/' };
  if (how === 'push') history.pushState(from, '', path);
  else history.replaceState(history.state, '', path);
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
