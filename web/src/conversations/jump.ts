import { useSyncExternalStore } from 'react';
import type { Jump } from './open-conversation';

let wanted: (Jump & { readonly conversationId: string }) | null = null;
const listeners = new Set<() => void>();

/** Shows that place of a conversation's log, now or as soon as it is open. */
export function jumpIn(conversationId: string, seq: number, from?: number): void {
  set({ conversationId, seq, ...(from === undefined ? {} : { from }) });
}

/** What was wished for is not wished for the next time the conversation opens. */
export function forgetJump(conversationId: string): void {
  if (wanted?.conversationId === conversationId) set(null);
}

export function useJumpIn(conversationId: string): Jump | null {
  const jump = useSyncExternalStore(subscribe, () => wanted);
  return jump?.conversationId === conversationId ? jump : null;
}

function set(now: typeof wanted): void {
  wanted = now;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
