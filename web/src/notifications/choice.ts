import { useSyncExternalStore } from 'react';
import { useChat } from '../app/session';

const KEY = 'parley.notify.';
const listeners = new Set<() => void>();

/**
 * Whether this browser tells somebody of new messages. `installFirst`: iOS lets only installed
 * pages do so. `denied`: the browser was told not to ask. `off`: may be turned on.
 */
export type Notifying = 'unsupported' | 'installFirst' | 'denied' | 'off' | 'on';

export function notifying(userId: string): Notifying {
  // Neither is there in iOS outside an installed page, nor where the page came by plain http.
  if (!('Notification' in globalThis) || !('serviceWorker' in navigator)) {
    return isUninstalled() ? 'installFirst' : 'unsupported';
  }
  if (Notification.permission === 'denied') return 'denied';
  const wanted = localStorage.getItem(KEY + userId) === 'on';
  return wanted && Notification.permission === 'granted' ? 'on' : 'off';
}

/** Whether they have said yes or no here before. */
export function hasChosen(userId: string): boolean {
  return localStorage.getItem(KEY + userId) !== null;
}

/** Asks the browser's permission if need be. What somebody chooses is theirs, on a shared browser too. */
export async function choose(userId: string, on: boolean): Promise<Notifying> {
  if (on) await Notification.requestPermission();
  localStorage.setItem(KEY + userId, on ? 'on' : 'off');
  for (const listener of listeners) listener();
  return notifying(userId);
}

export function onChoice(listener: () => void): () => void {
  listeners.add(listener);
  addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    removeEventListener('storage', listener);
  };
}

export function useNotifying(): Notifying {
  const meId = useChat((state) => state.me?.id ?? '');
  return useSyncExternalStore(onChoice, () => notifying(meId));
}

export function useHasChosen(): boolean {
  const meId = useChat((state) => state.me?.id ?? '');
  return useSyncExternalStore(onChoice, () => hasChosen(meId));
}

/** Safari says `standalone`; nobody else does. */
function isUninstalled(): boolean {
  return (navigator as { standalone?: boolean }).standalone === false;
}
