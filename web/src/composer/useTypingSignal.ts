import { useCallback, useEffect, useRef } from 'react';
import { useParley } from '../app/session';

/** The server forgets a typing person after 6 s: said again in time, and not at every key. */
const AGAIN_MS = 3_000;

/** Tells the others that somebody types here, and that they stopped. */
export function useTypingSignal(conversationId: string): (typing: boolean) => void {
  const parley = useParley();
  const told = useRef(0);
  const signal = useCallback(
    (typing: boolean) => {
      const now = Date.now();
      if (typing ? now - told.current < AGAIN_MS : told.current === 0) return;
      told.current = typing ? now : 0;
      parley.typing(conversationId, typing);
    },
    [parley, conversationId],
  );
  useEffect(() => () => signal(false), [signal]);
  return signal;
}
